import { type RefObject, useEffect, useEffectEvent } from 'react';

const kinds = ['copy', 'cut', 'paste'] as const;

/**
 * Hears of what is copied, cut and pasted while an element has the keys: where no text is marked, the
 * browser tells that to the page as a whole.
 */
export function useClipboardOf(
  box: RefObject<HTMLElement | null>,
  onClipboard: (event: ClipboardEvent) => void,
): void {
  const hear = useEffectEvent((event: ClipboardEvent) => {
    if (document.activeElement === box.current) onClipboard(event);
  });
  useEffect(() => {
    for (const kind of kinds) document.addEventListener(kind, hear);
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, hear);
    };
  }, []);
}
