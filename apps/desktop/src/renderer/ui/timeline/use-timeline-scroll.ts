import { type RefObject, useLayoutEffect, useRef } from 'react';
import { placeOf, type Scale } from './scale.ts';
import type { DaySpan } from './span.ts';

/** In pixels: what was before the day that is looked at first. */
const MARGIN = 96;

/**
 * Begins where something is: at today, or at the first span where none is near. Keeps the same day at the same
 * place when the scale becomes another one.
 */
export function useTimelineScroll(
  box: RefObject<HTMLElement | null>,
  scale: Scale,
  spans: readonly DaySpan[],
  today: string,
): void {
  const before = useRef<Scale>(undefined);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || before.current === scale) return;
    const toSign = getComputedStyle(element).direction === 'rtl' ? -1 : 1;
    const last = before.current;
    before.current = scale;
    if (last === undefined) {
      element.scrollLeft = toSign * Math.max(0, placeOf(scale, firstDay(spans, today)) - MARGIN);
      return;
    }
    const days = (Math.abs(element.scrollLeft) + MARGIN) / last.dayWidth;
    const moved = placeOf(scale, last.from) + days * scale.dayWidth - MARGIN;
    element.scrollLeft = toSign * Math.max(0, moved);
  });
}

/** Today, where it lies among the spans; or else where they begin. */
function firstDay(spans: readonly DaySpan[], today: string): string {
  const froms = spans.map(({ from }) => from).sort();
  const tos = spans.map(({ to }) => to).sort();
  const [first] = froms;
  const last = tos.at(-1);
  if (first === undefined || last === undefined) return today;
  return first <= today && today <= last ? today : first;
}
