import { type ComponentType, lazy, useState } from 'react';

/** A part of the window with code of its own, and how to have that code before anybody asks for the part. */
export interface EarlyLazy<Props> {
  readonly Part: ComponentType<Props>;
  /** Loads the code, once. Rejects where it cannot be had; showing the part then tries again. */
  readonly load: () => Promise<void>;
}

/**
 * As React's `lazy`, except that a part whose code is there already is shown in the same breath: `lazy`
 * would show nothing first, and React holds back what follows such a gap for up to 300 ms.
 */
export function earlyLazy<Props extends object>(
  loadPart: () => Promise<ComponentType<Props>>,
): EarlyLazy<Props> {
  let loaded: ComponentType<Props> | undefined;
  const load = async () => {
    loaded ??= await loadPart();
    return loaded;
  };
  const Waiting = lazy(async () => ({ default: await load() }));
  function Part(props: Props) {
    // As it was when it came up: another component in its place would begin anew.
    const [Shown] = useState<ComponentType<Props>>(() => loaded ?? Waiting);
    return <Shown {...props} />;
  }
  return { Part, load: async () => void (await load()) };
}
