import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { useSyncExternalStore } from 'react';
import type { Totals, TotalsQuery } from '../../engine/api/totals.ts';
import type { Live } from '../state/live-cache.ts';
import { liveTotals } from '../state/rows.ts';

const nothing: Live<Totals> = { get: () => undefined, subscribe: () => () => {} };

/**
 * Counts and sums of a model's rows by the values of columns, kept up to date; a group is looked up with
 * `totalsKey`. Nothing until the first answer, which takes a few milliseconds; without a query, nothing at all.
 */
export function useTotals(model: Model, query: Omit<TotalsQuery, 'table'> | undefined): Totals | undefined {
  const live = query === undefined ? nothing : liveTotals.of({ ...query, table: model.table });
  return useSyncExternalStore(live.subscribe, live.get);
}
