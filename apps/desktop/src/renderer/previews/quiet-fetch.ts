import type { Attachment } from '@holdfast/shared/model/attachment.ts';
import { useEffect } from 'react';
import type { FileState } from '../../engine/api/files.ts';
import { bridge } from '../state/bridge.ts';

/** A picture of at most so many bytes is fetched as soon as somebody sees where it stands. */
const MOST_QUIET_BYTES = 2 * 1024 * 1024;

/** What was asked for since this window is there: once is enough, whatever became of it. */
const asked = new Set<string>();

/** Fetches a small picture that is in sight and not on this device; where the line is paid for it may be left for later. */
export function useQuietFetch(
  { id, size }: Pick<Attachment, 'id' | 'size'>,
  state: FileState['state'] | undefined,
  isWanted: boolean,
): void {
  const fetches = isWanted && state === 'there' && size <= MOST_QUIET_BYTES;
  useEffect(() => {
    if (!fetches || asked.has(id)) return;
    asked.add(id);
    void bridge.call('fileFetch', { id, quiet: true });
  }, [fetches, id]);
}
