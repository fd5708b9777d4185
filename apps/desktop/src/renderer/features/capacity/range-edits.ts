import type { AssignmentPlace } from '@holdfast/shared/model/assignment.ts';
import type { CellTable } from './cell-table.ts';
import type { GridRow, LineRow } from './grid-rows.ts';
import { readHours } from './hours-text.ts';
import type { CellRange } from './selection.ts';

/** Hours that one cell is to have. */
export interface CellEdit {
  readonly place: AssignmentPlace;
  readonly hours: number;
  /** The hours that stood there when somebody began to change them (S27); else those that stand there now. */
  readonly was?: number;
}

/** Rows and weeks as the grid shows them. */
export interface GridShape {
  readonly rows: readonly GridRow[];
  readonly weeks: readonly string[];
}

/** Cells that hold hours: sums and the like are left out, so what is copied is pasted as it was. */
export type Cells = readonly (readonly AssignmentPlace[])[];

/** The hours that a cell has now. */
export type HoursOf = (place: AssignmentPlace) => number;

/** The cells of a range that hold hours, line by line. */
export function cellsOf({ rows, weeks }: GridShape, { top, bottom, first, last }: CellRange): Cells {
  return rows
    .slice(top, bottom + 1)
    .filter((row) => row.kind === 'line')
    .map((line) => weeks.slice(first, last + 1).map((week) => placeOf(line, week)));
}

export function placeOf({ userId, projectId, phaseId }: LineRow, week: string): AssignmentPlace {
  return { userId, projectId, phaseId, week };
}

/** What a cell is kept under, among all cells. */
export function cellKey({ userId, projectId, phaseId, week }: AssignmentPlace): string {
  return `${userId} ${projectId} ${phaseId ?? ''} ${week}`;
}

export function cleared(cells: Cells): readonly CellEdit[] {
  return cells.flat().map((place) => ({ place, hours: 0 }));
}

/** Fills cells with what stands in others, again and again from `from` on: as far as the target goes. */
export function filled(
  source: Cells,
  target: Cells,
  hoursOf: HoursOf,
  from = { line: 0, column: 0 },
): readonly CellEdit[] {
  if (source.length === 0 || source[0]?.length === 0) return [];
  return target.flatMap((places, line) =>
    places.flatMap((place, column) => {
      const like = atRepeated(atRepeated(source, line + from.line), column + from.column);
      return like === undefined ? [] : [{ place, hours: hoursOf(like) }];
    }),
  );
}

/** Puts what stands in some cells into others of the same shape, and nothing where it was and is not now. */
export function moved(source: Cells, target: Cells, hoursOf: HoursOf): readonly CellEdit[] {
  const edits = new Map(cleared(source).map((edit) => [cellKey(edit.place), edit]));
  for (const edit of filled(source, target, hoursOf)) edits.set(cellKey(edit.place), edit);
  return [...edits.values()];
}

/** A pasted cell that was not taken: where it would have gone, and what it says. */
export interface NotTaken {
  /** Its line and its cell in what was pasted, from 1. */
  readonly line: number;
  readonly cell: number;
  readonly text: string;
  readonly why: 'no-hours' | 'no-room';
}

export interface Pasted {
  readonly edits: readonly CellEdit[];
  readonly notTaken: readonly NotTaken[];
}

/**
 * What a pasted table makes of the cells from the range's first one on, line under line: rows of sums are
 * passed over. One single cell fills the whole range.
 */
export function pasted(shape: GridShape, range: CellRange, table: CellTable): Pasted {
  const [only] = table[0] ?? [];
  if (table.length === 1 && table[0]?.length === 1 && only !== undefined)
    return pastedOver(shape, range, only);
  const lines = shape.rows.slice(range.top).filter((row) => row.kind === 'line');
  const edits: CellEdit[] = [];
  const notTaken: NotTaken[] = [];
  for (const [line, texts] of table.entries()) {
    for (const [cell, text] of texts.entries()) {
      const row = lines[line];
      const week = shape.weeks[range.first + cell];
      const hours = readHours(text);
      const where = { line: line + 1, cell: cell + 1, text };
      if (hours === undefined) notTaken.push({ ...where, why: 'no-hours' });
      else if (row !== undefined && week !== undefined) edits.push({ place: placeOf(row, week), hours });
      else if (hours > 0) notTaken.push({ ...where, why: 'no-room' });
    }
  }
  return { edits, notTaken };
}

function pastedOver(shape: GridShape, range: CellRange, text: string): Pasted {
  const hours = readHours(text);
  if (hours === undefined) return { edits: [], notTaken: [{ line: 1, cell: 1, text, why: 'no-hours' }] };
  const edits = cellsOf(shape, range)
    .flat()
    .map((place) => ({ place, hours }));
  return { edits, notTaken: edits.length > 0 ? [] : [{ line: 1, cell: 1, text, why: 'no-room' }] };
}

/** The item at a place of a list that goes on from its beginning again, in both directions. */
function atRepeated<Item>(items: readonly Item[] | undefined = [], index: number): Item | undefined {
  return items.at(((index % items.length) + items.length) % items.length);
}
