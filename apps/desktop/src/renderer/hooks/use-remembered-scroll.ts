import { useEffect, useRef, useState } from 'react';
import { rememberList, useMemory } from '../state/memory.ts';

const SAVE_AFTER_MS = 250;

/** Where the list was scrolled to, in pixels, and the way to keep it. */
export function useRememberedScroll(name: string) {
  const [initialOffset] = useState(() => useMemory.getState().lists[name]?.scrollTop ?? 0);
  const latest = useRef(initialOffset);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      rememberList(name, { scrollTop: latest.current });
    },
    [name],
  );
  const onScroll = (scrollTop: number) => {
    latest.current = scrollTop;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => rememberList(name, { scrollTop }), SAVE_AFTER_MS);
  };
  return { initialOffset, onScroll };
}
