import { type RefObject, useMemo, useRef } from 'react';
import { openAdd } from './add-line.tsx';
import { cellId } from './capacity-cell.tsx';
import { gridKeys } from './grid-keys.ts';
import { gridPointer } from './grid-pointer.ts';
import { HEAD, ROW, WEEKS_AT_ONCE } from './grid-sizes.ts';
import { selectCell, useGrid } from './grid-store.ts';
import type { GridView } from './grid-view.ts';
import { useCells, type WeekSpan } from './use-boards.ts';
import { useClipboardOf } from './use-clipboard-of.ts';
import { useGridScroll } from './use-grid-scroll.ts';
import type { GridPlaces } from './use-grid-shape.ts';
import { useWeeksInSight } from './use-weeks-in-sight.ts';

export interface GridParts {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly places: GridPlaces;
  readonly view: Omit<GridView, 'cells'>;
  readonly onWeeks: (span: WeekSpan) => void;
}

/** What the grid is made of: what is in the page, what its cells hold, and what keys, pointer and clipboard do. */
export function useGridParts({ box, places, view: given, onWeeks }: GridParts) {
  const scroll = useGridScroll(box, { row: places.rows.length, column: places.weeks.length });
  const { isRtl, show } = scroll;
  const items = scroll.rows.getVirtualItems();
  const columns = scroll.weeks.getVirtualItems();
  const weeks = inSteps(columns[0]?.index ?? 0, columns.at(-1)?.index ?? 0, places.weeks.length);
  const inSight = useWeeksInSight(scroll.weeks.range, onWeeks);
  const planned = items.flatMap(({ index }) => {
    const row = places.rows[index];
    return row?.kind === 'line' ? [row.userId] : [];
  });
  const cells = useCells(places.weeks, [...new Set(planned)], inSight);
  const view = useMemo((): GridView => ({ ...given, cells }), [given, cells]);
  const page = Math.max(1, Math.floor(((box.current?.clientHeight ?? 0) - HEAD) / ROW) - 1);
  const hasLines = view.shows === 'plan';
  const keys = gridKeys({ places, cells, plans: view.plans, isRtl, hasLines, page, show, onAdd: openAdd });
  useClipboardOf(box, keys.onClipboard);
  const pointer = gridPointer({ box, places, isRtl, show });
  const focusGrid = useRef(() => box.current?.focus({ preventScroll: true })).current;
  return { scroll, items, weeks, view, keys, pointer, focusGrid };
}

/** Weeks come into the page some at a time, so that rows are not drawn for each. */
function inSteps(first: number, last: number, count: number): WeekSpan {
  return {
    first: first - (first % WEEKS_AT_ONCE),
    last: Math.min(last - (last % WEEKS_AT_ONCE) + WEEKS_AT_ONCE, count) - 1,
  };
}

/** The id of the active cell, where that is in the page: no other may be named. */
export function useActiveId(
  places: GridPlaces,
  items: readonly { readonly index: number }[],
  weeks: WeekSpan,
): string | undefined {
  const selection = useGrid((state) => state.selection);
  const active = selection && places.indexOf(selection.active);
  if (active === undefined || active.column < weeks.first || active.column > weeks.last) return undefined;
  return items.some(({ index }) => index === active.row) ? cellId(active.row, active.column) : undefined;
}

/** Whoever comes to the grid with the keyboard begins at this week. */
export function beginAt(places: GridPlaces, thisWeek: string): void {
  const { selection } = useGrid.getState();
  if (selection !== undefined && places.indexOf(selection.active) !== undefined) return;
  const place = places.placeAt({ row: 0, column: Math.max(0, places.weeks.indexOf(thisWeek)) });
  if (place !== undefined) selectCell(place);
}
