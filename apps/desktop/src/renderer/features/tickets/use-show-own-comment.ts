import { type RefObject, useEffect, useRef } from 'react';
import { useMyId } from '../../hooks/use-people.ts';
import type { StreamEntry } from './stream-entries.ts';

/** By then the server may have it already: on a quick line it has never been seen waiting. */
const JUST_NOW_MS = 5_000;

/** Brings a comment of one's own into sight when it has just been written, and nothing else: reading is not disturbed. */
export function useShowOwnComment(
  list: RefObject<HTMLOListElement | null>,
  entries: readonly StreamEntry[],
): void {
  const me = useMyId();
  const last = entries.at(-1);
  const own = last?.kind === 'comment' && last.comment.row.authorId === me ? last.comment.row : undefined;
  const writtenAt = own === undefined ? undefined : Date.parse(own.createdAt);
  const key = last?.key;
  const seen = useRef<string>(undefined);
  useEffect(() => {
    // What stood there when the ticket was opened was not written just now.
    const isFresh = writtenAt !== undefined && Date.now() - writtenAt < JUST_NOW_MS;
    if (seen.current !== undefined && seen.current !== key && isFresh) {
      list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' });
    }
    seen.current = key ?? '';
  }, [key, writtenAt, list]);
}
