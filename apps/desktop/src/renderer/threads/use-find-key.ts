import { type RefObject, useEffect, useEffectEvent } from 'react';
import { readMoment } from '../state/key-moment.ts';

/** Views on the screen, the one that came last at the end. */
const views: RefObject<HTMLElement | null>[] = [];

/** Ctrl/Cmd+F: of the thread beside which the focus is, or else of the one that was opened last. */
export function useFindKey(view: RefObject<HTMLElement | null>, onFind: () => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const isMod = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!isMod || event.key.toLowerCase() !== 'f' || readMoment(event.target).isCovered) return;
    if (meantBy(event.target) !== view) return;
    event.preventDefault();
    onFind();
  });
  useEffect(() => {
    views.push(view);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      views.splice(views.indexOf(view), 1);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [view]);
}

/** A composer stands beside its thread, not in it. */
function meantBy(target: EventTarget | null): RefObject<HTMLElement | null> | undefined {
  const near = views.findLast(
    ({ current }) => target instanceof Node && current?.parentElement?.contains(target),
  );
  return near ?? views.at(-1);
}
