import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { ThreadItems } from './thread-items.ts';

interface Scrolls {
  scrollToIndex(index: number): void;
}

/** Moves the focus from message to message by arrows, J and K, Home and End. `stop`: where Tab comes in. */
export function useMessageKeys(canvas: RefObject<HTMLElement | null>, items: ThreadItems, virtual: Scrolls) {
  const [chosen, setChosen] = useState<number>();
  const wanted = useRef<number>(undefined);
  const stop = Math.min(chosen ?? items.count - 1, items.count - 1);
  // The message may only come into the page with this drawing.
  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    const place = canvas.current?.querySelector(`[data-index="${wanted.current}"]`);
    const article = place?.querySelector<HTMLElement>('article[tabindex]');
    if (!article) return;
    article.focus({ preventScroll: true });
    wanted.current = undefined;
  });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLElement) || event.target.tagName !== 'ARTICLE') return;
    const here = Number(event.target.closest('[data-index]')?.getAttribute('data-index'));
    const next =
      event.altKey || event.ctrlKey || event.metaKey ? undefined : placeAfter(event.key, here, items);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    wanted.current = next;
    virtual.scrollToIndex(next);
    setChosen(next);
  };
  return { stop, onKeyDown };
}

/** The next place that holds a message, in the direction of the key. */
function placeAfter(key: string, here: number, items: ThreadItems): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return items.count - 1;
  const step = /^(ArrowDown|j)$/i.test(key) ? 1 : /^(ArrowUp|k)$/i.test(key) ? -1 : 0;
  if (step === 0) return undefined;
  for (let place = here + step; place >= 0 && place < items.count; place += step) {
    const item = items.at(place);
    if (item?.kind === 'pending' || (item?.kind === 'message' && item.message !== undefined)) return place;
  }
  return here;
}
