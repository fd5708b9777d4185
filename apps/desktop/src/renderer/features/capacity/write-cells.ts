import {
  type AssignmentPlace,
  assignmentId,
  assignmentModel,
  hoursSchema,
} from '@holdfast/shared/model/assignment.ts';
import type { QueryResult, RowQuery } from '../../../engine/api/query.ts';
import { mutateAll } from '../../state/mutate.ts';
import { liveRows } from '../../state/rows.ts';
import { sayProblem } from '../../state/say-problem.ts';
import { type CellEdit, cellKey, type HoursOf } from './range-edits.ts';

/** As many as one query may name. */
const IDS = 1_000;
/** As many as are changed in one step. */
export const MOST_CELLS = 5_000;

/** The hours that these cells have now, in sight or not. */
export async function readCells(places: readonly AssignmentPlace[]): Promise<HoursOf> {
  const ids = [...new Set(places.map(assignmentId))];
  const hours = new Map<string, number>();
  for (let first = 0; first < ids.length; first += IDS) {
    const id = ids.slice(first, first + IDS);
    const { rows } = await readOnce({ table: assignmentModel.table, where: { id }, offset: 0, limit: IDS });
    for (const { row } of rows) hours.set(row.id, hoursSchema.parse(row.hours));
  }
  const byCell = new Map(places.map((place) => [cellKey(place), hours.get(assignmentId(place)) ?? 0]));
  return (place) => byCell.get(cellKey(place)) ?? 0;
}

export type Written =
  | { readonly ok: true; readonly count: number }
  | { readonly ok: false; readonly problem: string };

/** Gives cells their hours, all or none, undone in one step. Those that have them already are left alone. */
export async function writeCells(edits: readonly CellEdit[]): Promise<Written> {
  const unseen = edits.filter(({ was }) => was === undefined).map(({ place }) => place);
  // Nothing is waited for where nothing is to be read: the engine writes while the grid is drawn.
  const hoursOf = unseen.length === 0 ? () => 0 : await readCells(unseen);
  const changes = edits.flatMap(({ place, hours: now, was = hoursOf(place) }) =>
    was === now
      ? []
      : [{ name: 'assignment.set' as const, args: { ...place, changes: { hours: { was, now } } } }],
  );
  if (changes.length === 0) return { ok: true, count: 0 };
  const outcome = await mutateAll(changes);
  if (!outcome.ok) return { ok: false, problem: sayProblem(outcome.error.message) };
  return { ok: true, count: changes.length };
}

function readOnce(query: RowQuery): Promise<QueryResult> {
  const live = liveRows.of(query);
  return new Promise((resolve) => {
    const known = live.get();
    let stop: (() => void) | undefined;
    const look = () => {
      const result = live.get();
      if (result === undefined) return;
      resolve(result);
      queueMicrotask(() => stop?.());
    };
    stop = live.subscribe(look);
    if (known !== undefined) look();
  });
}
