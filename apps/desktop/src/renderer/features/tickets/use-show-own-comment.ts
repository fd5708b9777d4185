import { type RefObject, useEffect, useRef } from 'react';
import { useMyId } from '../../hooks/use-people.ts';
import type { StreamEntry } from './stream-entries.ts';

/** Brings a comment of one's own into sight when it has just been written, and nothing else: reading is not disturbed. */
export function useShowOwnComment(
  list: RefObject<HTMLOListElement | null>,
  entries: readonly StreamEntry[],
): void {
  const me = useMyId();
  const last = entries.at(-1);
  const isOwn = last?.kind === 'comment' && last.comment.waiting && last.comment.row.authorId === me;
  const key = last?.key;
  const seen = useRef<string>(undefined);
  useEffect(() => {
    // What stood there when the ticket was opened was not written just now.
    if (seen.current !== undefined && seen.current !== key && isOwn) {
      list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' });
    }
    seen.current = key ?? '';
  }, [key, isOwn, list]);
}
