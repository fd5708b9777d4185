import { useEffect, useRef } from 'react';
import type { WindowedRows } from '../state/windowed-rows.ts';
import { useIsFirstSync } from './use-first-sync.ts';

/**
 * Holds a list still while the pointer is over it or it is scrolled; but not while everything arrives
 * for the first time.
 */
export function useHold(rows: WindowedRows, initialOffset: number) {
  const isFirstSync = useIsFirstSync();
  const why = useRef({ isOver: false, isScrolled: initialOffset > 0 });
  const settle = () => rows.hold(!isFirstSync && (why.current.isOver || why.current.isScrolled));
  // A new question starts a new list, which must hold still for the same reasons.
  useEffect(settle);
  return {
    over(isOver: boolean) {
      why.current.isOver = isOver;
      settle();
    },
    scrolled(scrollTop: number) {
      why.current.isScrolled = scrollTop > 0;
      settle();
    },
  };
}
