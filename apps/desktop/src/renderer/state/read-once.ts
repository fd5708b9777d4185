import { applyPatch, type QueryResult, type RowQuery } from '../../engine/api/query.ts';
import { firstState } from './first-state.ts';

const nothing: QueryResult = { total: 0, rows: [] };

/** The rows of a query as they are now, once. */
export async function readOnce(query: RowQuery): Promise<QueryResult> {
  return applyPatch(nothing, await firstState('rows', query));
}
