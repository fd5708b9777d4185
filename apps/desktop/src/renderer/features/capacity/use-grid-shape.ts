import { useMemo } from 'react';
import { type Crew, type GridRow, gridRows, type Line, lineKey } from './grid-rows.ts';
import { useGrid } from './grid-store.ts';
import type { GridShape } from './range-edits.ts';
import { type CellIndex, type CellPlace, type CellRange, rangeBetween, type Selection } from './selection.ts';
import { useLines } from './use-boards.ts';
import type { Plans } from './use-plans.ts';

export interface ShapeOptions {
  readonly crew: Crew;
  readonly plans: Plans;
  readonly weeks: readonly string[];
  readonly text: string;
  readonly divisionIds: readonly string[];
  /** Whether people can be opened to see what they are planned for. */
  readonly hasLines: boolean;
}

/** The rows and weeks of the grid, and where cells are in it. */
export interface GridPlaces extends GridShape {
  indexOf(place: CellPlace): CellIndex | undefined;
  placeAt(index: CellIndex): CellPlace | undefined;
  rangeOf(selection: Selection | undefined): CellRange | undefined;
}

const nobody: ReadonlySet<string> = new Set();

export function useGridShape({ crew, plans, weeks, text, divisionIds, hasLines }: ShapeOptions): GridPlaces {
  const open = useGrid(({ openIds }) => openIds);
  const added = useGrid((state) => state.added);
  const openIds = hasLines ? open : nobody;
  const lines = useLines(weeks, openIds);
  const chosen = divisionIds.join(' ');
  return useMemo(() => {
    const linesOf = (userId: string) => sortedLines(plans, userId, lines.get(userId), added.get(userId));
    const ids = chosen === '' ? [] : chosen.split(' ');
    return placesOf(gridRows(crew, { text, divisionIds: ids, openIds, linesOf }), weeks);
  }, [crew, plans, weeks, text, chosen, openIds, lines, added]);
}

/** The lines of somebody in order; those that stay the same are not sorted again. */
function sortedLines(
  plans: Plans,
  userId: string,
  known: readonly Line[] = none,
  added: readonly Line[] = none,
): readonly Line[] {
  if (known === none && added === none) return none;
  const before = added === none ? sorted.get(known) : undefined;
  if (before?.plans === plans) return before.lines;
  const all = new Map([...known, ...added].map((line): [string, Line] => [lineKey(userId, line), line]));
  const lines = plans.sort([...all.values()].filter((line) => plans.nameOf(line) !== undefined));
  if (added === none) sorted.set(known, { plans, lines });
  return lines;
}

const none: readonly Line[] = [];
const sorted = new WeakMap<readonly Line[], { readonly plans: Plans; readonly lines: readonly Line[] }>();

function placesOf(rows: readonly GridRow[], weeks: readonly string[]): GridPlaces {
  const rowIndexes = new Map(rows.map(({ key }, index) => [key, index]));
  const columns = new Map(weeks.map((week, index) => [week, index]));
  const indexOf = ({ rowKey, week }: CellPlace) => {
    const row = rowIndexes.get(rowKey);
    const column = columns.get(week);
    return row === undefined || column === undefined ? undefined : { row, column };
  };
  const placeAt = ({ row, column }: CellIndex) => {
    const rowKey = rows[row]?.key;
    const week = weeks[column];
    return rowKey === undefined || week === undefined ? undefined : { rowKey, week };
  };
  const rangeOf = (selection: Selection | undefined) => {
    const active = selection && indexOf(selection.active);
    return active && rangeBetween((selection && indexOf(selection.anchor)) ?? active, active);
  };
  return { rows, weeks, indexOf, placeAt, rangeOf };
}
