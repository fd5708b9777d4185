import type { KeyboardEvent } from 'react';
import { goTo, useRoute } from '../../state/route.ts';
import { leadDetail, placeOfRow } from './capacity-place.ts';
import type { CellsInSight } from './cell-board.ts';
import { clearRange, copyRange, fillRange, pasteText } from './grid-actions.ts';
import type { GridRow } from './grid-rows.ts';
import { beginEdit, leaveGrid, sayNotDone, selectCell, toggleOpen, useGrid } from './grid-store.ts';
import { plainHours } from './hours-text.ts';
import { placeOf } from './range-edits.ts';
import { type CellIndex, cellAfterKey } from './selection.ts';
import type { GridPlaces } from './use-grid-shape.ts';
import type { Plans } from './use-plans.ts';

export interface GridKeys {
  readonly places: GridPlaces;
  readonly cells: CellsInSight;
  readonly plans: Plans;
  readonly isRtl: boolean;
  /** Whether people can be opened to see what they are planned for. */
  readonly hasLines: boolean;
  /** How many rows are in sight. */
  readonly page: number;
  readonly show: (cell: CellIndex) => void;
  /** Opens what one chooses a project from, in a row that adds one. */
  readonly onAdd: (userId: string) => void;
}

/** What begins a new number of hours. */
const TYPED = /^[\d٠-٩.,]$/;

/** The keys of a table: moving, selecting, writing, filling, emptying, opening. */
export function gridKeys(keys: GridKeys) {
  const { places, cells, plans, isRtl, page, show } = keys;
  const forward = isRtl ? 'ArrowLeft' : 'ArrowRight';
  const size = { row: places.rows.length, column: places.weeks.length };
  const active = () => {
    const { selection } = useGrid.getState();
    const cell = (selection && places.indexOf(selection.active)) ?? { row: 0, column: 0 };
    const place = places.placeAt(cell);
    return { cell, place, row: places.rows[cell.row] };
  };

  const go = (to: CellIndex, extend = false) => {
    const place = places.placeAt(to);
    if (place === undefined) return;
    selectCell(place, extend);
    show(to);
    const row = places.rows[to.row];
    if (row && !extend) leadDetail(row, place.week);
  };
  const step = (rows: number, columns: number) => {
    const { cell } = active();
    const row = Math.min(Math.max(cell.row + rows, 0), size.row - 1);
    go({ row, column: Math.min(Math.max(cell.column + columns, 0), size.column - 1) });
  };
  const edit = (typed?: string) => {
    const { row, place } = active();
    if (row?.kind !== 'line' || place === undefined) return;
    const refusal = plans.refusalOf(row.projectId);
    if (refusal !== undefined) {
      sayNotDone(refusal);
      return;
    }
    const { hours: seen } = cells.at(placeOf(row, place.week));
    beginEdit({ place, seen, text: typed ?? plainHours(seen), isTyped: typed !== undefined });
  };
  const openDetail = (row: GridRow, week: string) =>
    goTo({ ...useRoute.getState().route, detail: placeOfRow(row, week) });
  const enter = () => {
    const { row, place } = active();
    if (row?.kind === 'person' && keys.hasLines) toggleOpen(row.person.id);
    else if (row?.kind === 'add') keys.onAdd(row.userId);
    else if (row?.kind === 'line') edit();
    else if (row !== undefined && place !== undefined) openDetail(row, place.week);
  };

  const onRange = (event: KeyboardEvent): boolean => {
    const range = places.rangeOf(useGrid.getState().selection);
    if (range === undefined) return false;
    const key = event.key.toLowerCase();
    if (key === 'delete' || key === 'backspace') void clearRange(places, range);
    else if (isCommand(event) && key === 'd') void fillRange(places, range, 'down');
    else if (isCommand(event) && key === 'r') void fillRange(places, range, 'along');
    else return false;
    return true;
  };
  const onOther = (event: KeyboardEvent): boolean => {
    const { row, place } = active();
    if (event.key === 'Enter') enter();
    else if (event.key === 'F2') edit();
    else if (event.key === ' ' && row && place) openDetail(row, place.week);
    else if (event.key === 'Tab' && useGrid.getState().isRunning) step(0, event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') leaveGrid();
    else if (TYPED.test(event.key) && !isCommand(event) && row?.kind === 'line') edit(event.key);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey || event.nativeEvent.isComposing) return;
    const press = { key: event.key, isWide: isCommand(event) };
    const next = cellAfterKey(press, active().cell, size, page, forward);
    if (next !== undefined) {
      useGrid.setState({ isRunning: false });
      go(next, event.shiftKey);
    } else if (!onRange(event) && !onOther(event)) return;
    event.preventDefault();
  };

  const onClipboard = (event: ClipboardEvent) => {
    const range = places.rangeOf(useGrid.getState().selection);
    if (range === undefined) return;
    event.preventDefault();
    if (event.type === 'paste')
      void pasteText(places, range, event.clipboardData?.getData('text/plain') ?? '');
    else void copyRange(places, range, event.type === 'cut');
  };
  return { onKeyDown, onClipboard, step, edit };
}

function isCommand({ ctrlKey, metaKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey;
}
