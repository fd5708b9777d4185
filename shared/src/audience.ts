import type { Effect, RowData } from './effect/operations.ts';
import { get } from './effect/rows.ts';
import type { Model, RowRef } from './entity/define-model.ts';

/** Finds a model by its table. */
export type FindModel = (table: string) => Model | undefined;

/** Rows hang at most this deep below the row that carries the audience. */
const DEEPEST = 5;

/**
 * Every scope in which a row is visible: its own audience and that of the rows it hangs under (S8).
 * A row whose parent is absent has only its own.
 */
export function* audienceOf(findModel: FindModel, table: string, row: RowData): Effect<ReadonlySet<string>> {
  const audience = new Set<string>();
  let at: { table: string; row: RowData } | undefined = { table, row };
  for (let depth = 0; at !== undefined && depth < DEEPEST; depth += 1) {
    const model: Model | undefined = findModel(at.table);
    if (model === undefined) break;
    for (const scope of model.audience(at.row)) audience.add(scope);
    at = yield* parentOf(findModel, model, at.row);
  }
  return audience;
}

function* parentOf(
  findModel: FindModel,
  model: Model,
  row: RowData,
): Effect<{ table: string; row: RowData } | undefined> {
  const ref: RowRef | undefined = model.parent?.(row);
  const parentModel = ref === undefined ? undefined : findModel(ref.table);
  if (ref === undefined || parentModel === undefined) return undefined;
  const parent = yield* get(parentModel, ref.id);
  return parent === undefined ? undefined : { table: ref.table, row: parent };
}
