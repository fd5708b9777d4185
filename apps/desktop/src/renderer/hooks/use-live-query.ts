import type { Model, RowOf } from '@holdfast/shared/entity/define-model.ts';
import { useSyncExternalStore } from 'react';
import type { QueriedRow, QueryResult, RowQuery } from '../../engine/api/query.ts';
import type { LiveRows } from '../state/live-rows.ts';
import { liveRows } from '../state/rows.ts';

const nothing: LiveRows = { get: () => undefined, subscribe: () => () => {} };

/**
 * Rows of a model, from this device's disk, kept up to date. Nothing until the first answer, which
 * takes a few milliseconds; without a query, nothing at all.
 */
export function useLiveQuery<M extends Model>(
  model: M,
  query: Omit<RowQuery, 'table'> | undefined,
): QueryResult<RowOf<M>> | undefined {
  const live = query === undefined ? nothing : liveRows.of({ ...query, table: model.table });
  const result = useSyncExternalStore(live.subscribe, live.get);
  // The engine's tables hold rows of the model's schema; it checked them as they came in.
  return result as QueryResult<RowOf<M>> | undefined;
}

/** One row by its id. `null`: it is not on this device. */
export function useRow<M extends Model>(
  model: M,
  id: string | null | undefined,
): QueriedRow<RowOf<M>> | null | undefined {
  const result = useLiveQuery(model, id ? { where: { id }, offset: 0, limit: 1 } : undefined);
  return result === undefined ? undefined : (result.rows[0] ?? null);
}
