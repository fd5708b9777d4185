import type { Model, RowOf } from '@holdfast/shared/entity/define-model.ts';
import { canonicalJson } from '@holdfast/shared/json.ts';
import { useMemo, useSyncExternalStore } from 'react';
import type { QueriedRow, RowQuery } from '../../engine/api/query.ts';
import { AllRows } from '../state/all-rows.ts';
import { liveRows } from '../state/rows.ts';

/**
 * All rows of a model that a question finds, kept up to date: for what is counted with, not for lists of
 * any length. Nothing until they have been read.
 */
export function useAllRows<M extends Model>(
  model: M,
  query: Omit<RowQuery, 'table' | 'offset' | 'limit'>,
): readonly QueriedRow<RowOf<M>>[] | undefined {
  const key = canonicalJson(JSON.parse(JSON.stringify(query)));
  const all = useMemo(() => {
    const ofKey: typeof query = JSON.parse(key);
    return new AllRows({ ...ofKey, table: model.table }, (page) => liveRows.of(page));
  }, [model, key]);
  // The engine's tables hold rows of the model's schema; it checked them as they came in.
  return useSyncExternalStore(all.subscribe, all.get) as readonly QueriedRow<RowOf<M>>[] | undefined;
}
