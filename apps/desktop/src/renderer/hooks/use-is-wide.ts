import { type RefObject, useLayoutEffect, useState } from 'react';

/** Whether an element is at least so many pixels wide, known before it is painted. */
export function useIsWide(box: RefObject<HTMLElement | null>, leastWidth: number): boolean {
  const [isWide, setIsWide] = useState(true);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = () => setIsWide(element.clientWidth >= leastWidth);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, leastWidth]);
  return isWide;
}
