import type { Effect, RowData } from './effect/operations.ts';
import { get } from './effect/rows.ts';
import type { Model, RowRef } from './entity/define-model.ts';

/** Finds a model by its table. */
export type FindModel = (table: string) => Model | undefined;

/** Rows hang at most this deep below the row that carries the audience. */
const DEEPEST = 5;

/** A row and its table. */
interface Place {
  readonly table: string;
  readonly row: RowData;
}

/**
 * Every scope in which a row is visible: its own audience and that of the rows it hangs under (S8).
 * A row whose parent is absent has only its own.
 */
export function* audienceOf(findModel: FindModel, table: string, row: RowData): Effect<ReadonlySet<string>> {
  const line = yield* withParents(findModel, table, row);
  return new Set(line.flatMap((at) => findModel(at.table)?.audience(at.row) ?? []));
}

/** A row and the rows that it hangs under, the nearest first. */
export function* withParents(findModel: FindModel, table: string, row: RowData): Effect<readonly Place[]> {
  const line: Place[] = [];
  let at: Place | undefined = { table, row };
  while (at !== undefined && line.length < DEEPEST) {
    line.push(at);
    const model: Model | undefined = findModel(at.table);
    at = model === undefined ? undefined : yield* parentOf(findModel, model, at.row);
  }
  return line;
}

function* parentOf(findModel: FindModel, model: Model, row: RowData): Effect<Place | undefined> {
  const ref: RowRef | undefined = model.parent?.(row);
  const parentModel = ref === undefined ? undefined : findModel(ref.table);
  if (ref === undefined || parentModel === undefined) return undefined;
  const parent = yield* get(parentModel, ref.id);
  return parent === undefined ? undefined : { table: ref.table, row: parent };
}
