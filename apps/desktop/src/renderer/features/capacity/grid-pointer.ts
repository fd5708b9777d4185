import type { PointerEvent, RefObject } from 'react';
import { leadDetail } from './capacity-place.ts';
import { fillOnTo, moveRange } from './grid-actions.ts';
import { HEAD, NAMES, ROW, WEEK } from './grid-sizes.ts';
import { type Drag, selectCell, useGrid } from './grid-store.ts';
import { type CellIndex, type CellRange, shiftRange, stretchRange } from './selection.ts';
import type { GridPlaces } from './use-grid-shape.ts';

export interface GridPointer {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly places: GridPlaces;
  readonly isRtl: boolean;
  /** Brings a cell into sight. */
  readonly show: (cell: CellIndex) => void;
}

/** What a drag would make of the range that it began with. */
export function targetOf({ kind, from, to, range }: Drag, size: CellIndex): CellRange {
  if (kind === 'fill') return stretchRange(range, to);
  if (kind === 'move') return shiftRange(range, to.row - from.row, to.column - from.column, size);
  return range;
}

/** Selects, fills and moves with the pointer. */
export function gridPointer({ box, places, isRtl, show }: GridPointer) {
  const cellUnder = ({ clientX, clientY }: PointerEvent): CellIndex | undefined => {
    const element = box.current;
    if (element === null) return undefined;
    const { left, right, top } = element.getBoundingClientRect();
    const along = isRtl ? right - clientX - element.scrollLeft : clientX - left + element.scrollLeft;
    const down = clientY - top + element.scrollTop;
    const cell = { row: Math.floor((down - HEAD) / ROW), column: Math.floor((along - NAMES) / WEEK) };
    return places.placeAt(cell) === undefined ? undefined : cell;
  };
  const onPointerDown = (event: PointerEvent) => {
    const cell = cellUnder(event);
    const place = cell && places.placeAt(cell);
    const target = event.target instanceof Element ? event.target : undefined;
    if (event.button !== 0 || !cell || !place || target?.closest('[data-cell]') == null) return;
    const range = places.rangeOf(useGrid.getState().selection);
    const kind = target.closest('[data-fill]') ? 'fill' : target.closest('[data-move]') ? 'move' : 'select';
    box.current?.focus({ preventScroll: true });
    event.preventDefault();
    if (kind === 'select' || range === undefined) selectCell(place, event.shiftKey);
    const row = places.rows[cell.row];
    if (kind === 'select' && row !== undefined && !event.shiftKey) leadDetail(row, place.week);
    event.currentTarget.setPointerCapture(event.pointerId);
    const of = range ?? { top: cell.row, bottom: cell.row, first: cell.column, last: cell.column };
    useGrid.setState({ drag: { kind, from: cell, to: cell, range: of }, isRunning: false });
  };
  const onPointerMove = (event: PointerEvent) => {
    const { drag } = useGrid.getState();
    const cell = drag && cellUnder(event);
    const place = cell && places.placeAt(cell);
    if (!drag || !cell || !place || (cell.row === drag.to.row && cell.column === drag.to.column)) return;
    show(cell);
    if (drag.kind === 'select') selectCell(place, true);
    useGrid.setState({ drag: { ...drag, to: cell } });
  };
  const onPointerUp = () => {
    const { drag } = useGrid.getState();
    useGrid.setState({ drag: undefined });
    if (drag === undefined || drag.kind === 'select') return;
    const size = { row: places.rows.length, column: places.weeks.length };
    const target = targetOf(drag, size);
    select(places, target);
    void (drag.kind === 'fill' ? fillOnTo : moveRange)(places, drag.range, target);
  };
  return { onPointerDown, onPointerMove, onPointerUp };
}

function select(places: GridPlaces, { top, bottom, first, last }: CellRange): void {
  const anchor = places.placeAt({ row: top, column: first });
  const active = places.placeAt({ row: bottom, column: last });
  if (anchor && active) useGrid.setState({ selection: { anchor, active } });
}
