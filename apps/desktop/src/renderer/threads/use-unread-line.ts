import { useEffect, useRef, useState } from 'react';
import type { ThreadRows } from './thread-pages.ts';
import { firstOfOthers } from './thread-places.ts';
import { useWindowFocus } from './use-window-focus.ts';

/**
 * The number above which the line "New" stands: of the first message that was unread when the thread was
 * opened, or that came while one looked elsewhere. It stays while one reads, so that one sees where one began.
 */
export function useUnreadLine(
  firstUnread: number | undefined,
  rows: ThreadRows,
  me: string,
): number | undefined {
  const hasFocus = useWindowFocus();
  const [line, setLine] = useState(firstUnread);
  const seenTo = useRef(rows.highest ?? 0);
  const highest = rows.highest ?? 0;
  useEffect(() => {
    if (hasFocus) {
      seenTo.current = highest;
      return;
    }
    const first = firstOfOthers(seenTo.current + 1, highest, me, rows);
    if (first !== undefined)
      setLine((before) => (before !== undefined && before > seenTo.current ? before : first));
  }, [hasFocus, highest, me, rows]);
  return line;
}
