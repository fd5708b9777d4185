import type { AssignmentPlace } from '@holdfast/shared/model/assignment.ts';
import i18next from 'i18next';
import { hideToast } from '../../state/toast.ts';
import { readTable, writeTable } from './cell-table.ts';
import { say, sayNotDone, useGrid } from './grid-store.ts';
import { plainHours } from './hours-text.ts';
import {
  type CellEdit,
  type Cells,
  cellKey,
  cellsOf,
  cleared,
  filled,
  type GridShape,
  moved,
  pasted,
} from './range-edits.ts';
import type { CellRange } from './selection.ts';
import { MOST_CELLS, readCells, writeCells } from './write-cells.ts';

/** Writes what somebody typed into a cell. `was`: what stood there when they began. */
export async function setCell(place: AssignmentPlace, was: number, hours: number): Promise<void> {
  await write([{ place, was, hours }]);
}

export async function clearRange(shape: GridShape, range: CellRange): Promise<void> {
  await write(cleared(cellsOf(shape, range)));
}

/** Fills a range with its first line (`down`) or its first week (`along`). */
export async function fillRange(shape: GridShape, range: CellRange, way: 'down' | 'along'): Promise<void> {
  const cells = cellsOf(shape, range);
  const source = way === 'down' ? cells.slice(0, 1) : cells.map((places) => places.slice(0, 1));
  await write(filled(source, cells, await readCells(source.flat())));
}

/** Repeats a range over a larger one that it is a part of. */
export async function fillOnTo(shape: GridShape, range: CellRange, target: CellRange): Promise<void> {
  const source = cellsOf(shape, range);
  const cells = cellsOf(shape, target);
  const above = cellsOf(shape, { ...target, bottom: range.top - 1 }).length;
  const from = { line: -above, column: target.first - range.first };
  await write(filled(source, cells, await readCells(source.flat()), from));
}

/** Puts the hours of a range into another one of the same size. */
export async function moveRange(shape: GridShape, range: CellRange, target: CellRange): Promise<void> {
  const source = cellsOf(shape, range);
  await write(moved(source, cellsOf(shape, target), await readCells(source.flat())));
}

/** Puts the hours of a range on the clipboard; what is cut is taken away where it is pasted here. */
export async function copyRange(shape: GridShape, range: CellRange, isCut: boolean): Promise<void> {
  const cells = cellsOf(shape, range);
  if (cells.length === 0) {
    sayNotDone(i18next.t('copy.nothing', { ns: 'capacity' }));
    return;
  }
  const text = await textOf(cells);
  await navigator.clipboard.writeText(text);
  useGrid.setState({ cut: isCut ? { cells, text } : undefined });
  say(i18next.t(isCut ? 'cut.done' : 'copy.done', { ns: 'capacity', count: cells.flat().length }));
}

/** Writes what is on the clipboard from a range's first cell on, and names what was not taken. */
export async function pasteText(shape: GridShape, range: CellRange, text: string): Promise<void> {
  const { cut } = useGrid.getState();
  useGrid.setState({ cut: undefined });
  const { edits, notTaken } = pasted(shape, range, readTable(text));
  const isMove = cut !== undefined && cut.text === text.replaceAll('\r\n', '\n');
  const away = isMove ? without(cleared(cut.cells), edits) : [];
  await write([...away, ...edits]);
  if (notTaken.length === 0) return;
  useGrid.setState({ notTaken });
  // What was done before would lie over it.
  hideToast();
}

async function write(edits: readonly CellEdit[]): Promise<void> {
  if (edits.length > MOST_CELLS) {
    sayNotDone(i18next.t('cells.many', { ns: 'capacity', most: MOST_CELLS }));
    return;
  }
  const written = await writeCells(edits);
  if (!written.ok) sayNotDone(written.problem);
  else say(written.count < 2 ? '' : i18next.t('cells.changed', { ns: 'capacity', count: written.count }));
}

async function textOf(cells: Cells): Promise<string> {
  const hoursOf = await readCells(cells.flat());
  return writeTable(cells.map((places) => places.map((place) => plainHours(hoursOf(place)))));
}

/** The edits of cells that the others do not write anyway. */
function without(edits: readonly CellEdit[], others: readonly CellEdit[]): readonly CellEdit[] {
  const written = new Set(others.map(({ place }) => cellKey(place)));
  return edits.filter(({ place }) => !written.has(cellKey(place)));
}
