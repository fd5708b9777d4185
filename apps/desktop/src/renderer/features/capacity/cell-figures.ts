import type { LoadLevel } from '@holdfast/shared/capacity/load.ts';
import type { GridRow } from './grid-rows.ts';
import type { GridView } from './grid-view.ts';
import { writeHours } from './hours-text.ts';
import { levelFor, loadText } from './load-cell.tsx';
import { placeOf } from './range-edits.ts';

/** What a cell shows, in words and marks. */
export interface CellFigures {
  readonly text: string;
  /** The same in full, for who does not see it; nothing where the text says all. */
  readonly words: string | undefined;
  readonly level: LoadLevel | undefined;
  readonly isWaiting: boolean;
  readonly isReadOnly: boolean;
}

const nothing: CellFigures = {
  text: '',
  words: undefined,
  level: undefined,
  isWaiting: false,
  isReadOnly: true,
};

export function cellFigures(row: GridRow, week: string, view: GridView): CellFigures {
  if (row.kind === 'add') return nothing;
  if (row.kind === 'line') {
    const { hours, waiting } = view.cells.at(placeOf(row, week));
    const isReadOnly = view.plans.refusalOf(row.projectId) !== undefined;
    return { ...nothing, text: writeHours(hours), isWaiting: waiting, isReadOnly };
  }
  const load = loadIn(row, week, view);
  if (load === undefined) return nothing;
  const level = levelFor(load, row.kind === 'person' ? view.limits.person : view.limits.group);
  // Among hours only what is too much stands out.
  const shown = view.shows === 'use' || level === 'over' ? level : undefined;
  return { ...nothing, text: loadText(load, view.shows), words: view.sayLoad(load, level), level: shown };
}

/** Nothing while it is being read, and for who is known in part only. */
function loadIn(row: Exclude<GridRow, { kind: 'line' | 'add' }>, week: string, { loadOf, knows }: GridView) {
  if (row.kind !== 'person') return loadOf(row.userIds, week);
  const { id } = row.person;
  return knows(id) ? loadOf([id], week) : undefined;
}
