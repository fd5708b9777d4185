import { useDirection } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef } from 'react';
import { useRememberedScroll } from '../../hooks/use-remembered-scroll.ts';
import { CAPACITY_LIST } from './capacity-choices.ts';
import { HEAD, NAMES, ROW, WEEK } from './grid-sizes.ts';
import type { CellIndex } from './selection.ts';
import { WEEKS_BEFORE } from './weeks.ts';

const ROWS_BEYOND = 6;
const WEEKS_BEYOND = 3;

/** Only the rows and weeks in sight are in the page, however many there are. */
export function useGridScroll(box: RefObject<HTMLDivElement | null>, { row, column }: CellIndex) {
  const { initialOffset, onScroll } = useRememberedScroll(CAPACITY_LIST);
  const isRtl = useDirection().dir === 'rtl';
  const rows = useVirtualizer({
    count: row,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: ROWS_BEYOND,
    paddingStart: HEAD,
    scrollPaddingStart: HEAD,
    initialOffset,
  });
  const weeks = useVirtualizer({
    horizontal: true,
    isRtl,
    count: column,
    getScrollElement: () => box.current,
    estimateSize: () => WEEK,
    overscan: WEEKS_BEYOND,
    paddingStart: NAMES,
    scrollPaddingStart: NAMES,
    initialOffset: WEEKS_BEFORE * WEEK,
  });
  const showWeek = (index: number) => weeks.scrollToIndex(index, { align: 'start' });
  const started = useRef(false);
  useEffect(() => {
    // The weeks before this one are there for who scrolls back.
    if (!started.current) weeks.scrollToIndex(WEEKS_BEFORE, { align: 'start' });
    started.current = true;
  }, [weeks]);
  const show = (cell: CellIndex) => {
    rows.scrollToIndex(cell.row);
    weeks.scrollToIndex(cell.column);
  };
  return { rows, weeks, show, showWeek, isRtl, onScroll };
}
