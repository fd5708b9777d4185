import { type RefObject, useLayoutEffect, useState } from 'react';

/** How far below the top of what scrolls the list begins, in pixels, also when what stands between changes. */
export function useScrollMargin(
  canvas: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null> | undefined,
): number {
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const outer = scroller?.current;
    if (!outer) return;
    const measure = () => {
      const list = canvas.current?.getBoundingClientRect();
      if (list !== undefined) {
        setMargin(Math.round(list.top - outer.getBoundingClientRect().top + outer.scrollTop));
      }
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const child of outer.children) observer.observe(child);
    return () => observer.disconnect();
  }, [canvas, scroller]);
  return margin;
}
