import { useEffect, useState } from 'react';
import { BrokenError, type FileSource, UnreadableError } from './file-source.ts';

/** What was made of a file; or why nothing was: its bytes could not be read, or are not what they begin like. */
export type Loaded<Value> =
  | { readonly state: 'there'; readonly value: Value }
  | { readonly state: 'unreadable'; readonly problem: string }
  | { readonly state: 'broken'; readonly why: BrokenError['why'] };

export interface Loader<Value> {
  /** Throws UnreadableError or BrokenError, and what `signal` was aborted with. */
  readonly load: (source: FileSource, signal: AbortSignal) => Promise<Value>;
  /** Lets go of what was made. */
  readonly release?: (value: Value) => void;
}

/** Makes something of a file while it is shown. Nothing until it is made. `loader` must stay the same. */
export function useLoaded<Value>(source: FileSource, loader: Loader<Value>): Loaded<Value> | undefined {
  const [shown, setShown] = useState<{ readonly of: FileSource; readonly loaded: Loaded<Value> }>();
  useEffect(() => {
    const ending = new AbortController();
    const show = async () => {
      const loaded = await run(source, loader, ending.signal);
      if (loaded === undefined) return;
      ending.signal.addEventListener('abort', () => letGo(loaded, loader));
      setShown({ of: source, loaded });
    };
    // Something that nobody thought of belongs to the screen's error boundary.
    show().catch((error: unknown) => setShown(() => raise(error)));
    return () => ending.abort();
  }, [source, loader]);
  return shown?.of === source ? shown.loaded : undefined;
}

/** Nothing where nobody wants it any more. */
async function run<Value>(
  source: FileSource,
  loader: Loader<Value>,
  signal: AbortSignal,
): Promise<Loaded<Value> | undefined> {
  try {
    const loaded: Loaded<Value> = { state: 'there', value: await loader.load(source, signal) };
    if (!signal.aborted) return loaded;
    letGo(loaded, loader);
    return undefined;
  } catch (error) {
    if (signal.aborted) return undefined;
    if (error instanceof UnreadableError) return { state: 'unreadable', problem: error.message };
    if (error instanceof BrokenError) return { state: 'broken', why: error.why };
    throw error;
  }
}

function letGo<Value>(loaded: Loaded<Value>, { release }: Loader<Value>): void {
  if (loaded.state === 'there') release?.(loaded.value);
}

function raise(error: unknown): never {
  throw error;
}
