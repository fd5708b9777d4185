import { useEffect, useState } from 'react';
import { useEngineStates } from '../state/engine-states.ts';
import { type FileSource, UnreadableError } from './file-source.ts';
import { Thumbnails } from './thumbnails.ts';

/** The small pictures of this window. The code that makes them is fetched with the first. */
const thumbnails = new Thumbnails(async (source) => {
  const { makeThumbnail } = await import('./make-thumbnail.ts');
  return makeThumbnail(source);
});

useEngineStates.subscribe(({ session }) => {
  if (session?.state !== 'signed-in' || session.disabled) thumbnails.clear();
});

/** The address of a small picture of this file; nothing until it is made, and where none can be. */
export function useThumbnail(source: FileSource | undefined): string | undefined {
  const [made, setMade] = useState<{ readonly hash: string; readonly address: string | undefined }>();
  useEffect(() => {
    let isCurrent = true;
    const make = async (wanted: FileSource) => {
      const address = await thumbnails.of(wanted).catch(unlessUnreadable);
      if (isCurrent) setMade({ hash: wanted.hash, address });
    };
    if (source !== undefined) void make(source);
    return () => {
      isCurrent = false;
    };
  }, [source]);
  return made?.hash === source?.hash ? made?.address : undefined;
}

/** Its bytes went while they were read: the state of the file says so, and a small picture need not. */
function unlessUnreadable(error: unknown): undefined {
  if (!(error instanceof UnreadableError)) throw error;
}
