import type { Model, RowOf } from '../entity/define-model.ts';
import type { Effect, Where } from './operations.ts';

/** The row, or nothing if it is absent. The store's rows were written through the same model, so the type holds. */
export function* get<M extends Model>(model: M, id: string): Effect<RowOf<M> | undefined> {
  return (yield { kind: 'get', table: model.table, id }) as RowOf<M> | undefined;
}

/** Rows whose columns equal `where`, by rising id. */
export function* query<M extends Model>(model: M, where: Where, limit?: number): Effect<readonly RowOf<M>[]> {
  const operation = { kind: 'query', table: model.table, where } as const;
  return (yield limit === undefined ? operation : { ...operation, limit }) as readonly RowOf<M>[];
}

/** Adds a row. Fails with CONFLICT if the id exists or ever did (S2). */
export function* insert<M extends Model>(model: M, row: RowOf<M>): Effect<void> {
  yield { kind: 'insert', table: model.table, row };
}

/** Replaces the named fields of a row that was read before; the others keep what they hold. */
export function* update<M extends Model>(
  model: M,
  before: RowOf<M>,
  changes: Partial<RowOf<M>>,
): Effect<RowOf<M>> {
  const row = { ...before, ...changes };
  yield { kind: 'update', table: model.table, row, before };
  return row;
}

/** Deletes a row for everyone. Its id is never used again. */
export function* remove(model: Model, id: string): Effect<void> {
  yield { kind: 'delete', table: model.table, id };
}

/** The next number of a named sequence, from 1. Only in consequences, which run on the server. */
export function* nextInSequence(name: string): Effect<number> {
  return (yield { kind: 'sequence', name }) as number;
}
