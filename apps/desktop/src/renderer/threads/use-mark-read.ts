import { useEffect, useRef } from 'react';
import { bridge } from '../state/bridge.ts';
import type { ThreadRows } from './thread-pages.ts';
import type { Sight } from './use-thread-scroll.ts';
import { useWindowFocus } from './use-window-focus.ts';

/** Notes how far one has read: to the last message whose end was in sight while the window had the focus. */
export function useMarkRead(threadId: string, rows: ThreadRows, { last }: Sight): void {
  const hasFocus = useWindowFocus();
  const told = useRef(0);
  const messageId = rows.messageAt(last)?.row.id;
  useEffect(() => {
    if (!hasFocus || messageId === undefined || last <= told.current) return;
    told.current = last;
    bridge.call('read', { threadId, messageId });
  }, [hasFocus, threadId, messageId, last]);
}
