import { type RefObject, useEffect, useEffectEvent } from 'react';
import { readMoment } from '../state/key-moment.ts';

/**
 * Gives a list its keys: all of them while it has the focus or nothing has, and J and K from
 * anywhere but where text is typed.
 */
export function useListKeys(box: RefObject<HTMLElement | null>, onKey: (event: KeyboardEvent) => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const { isTyping, isCovered } = readMoment(event.target);
    if (isTyping || isCovered) return;
    const isOurs = event.target === document.body || event.target === box.current;
    if (isOurs || /^[jk]$/i.test(event.key)) onKey(event);
  });
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
