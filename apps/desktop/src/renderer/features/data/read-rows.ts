import type { Model, RowOf } from '@holdfast/shared/entity/define-model.ts';
import type { QueryResult } from '../../../engine/api/query.ts';
import { readOnce } from '../../state/read-once.ts';

/** As many as one query gives. */
const PAGE = 2_000;

/** Those of a model's rows whose ids are named, at most 1,000. */
export async function readByIds(table: string, ids: readonly string[]): Promise<QueryResult> {
  return readOnce({ table, where: { id: [...ids] }, offset: 0, limit: 1_000 });
}

/** All rows of a model on this device, some at a time. */
export async function* readAll<M extends Model>(model: M): AsyncGenerator<readonly RowOf<M>[]> {
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = await readOnce({ table: model.table, offset, limit: PAGE });
    // The engine's tables hold rows of the model's schema; it checked them as they came in.
    yield rows.map(({ row }) => row as RowOf<M>);
    if (rows.length < PAGE) return;
  }
}
