import { useDirection } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef } from 'react';
import { useAfterStart } from '../../hooks/use-after-start.ts';
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
  // First only what is in sight; what may come into sight is drawn when there is time.
  const isAfterFirst = useAfterStart();
  const rows = useVirtualizer({
    count: row,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: isAfterFirst ? ROWS_BEYOND : 0,
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
    overscan: isAfterFirst ? WEEKS_BEYOND : 0,
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
