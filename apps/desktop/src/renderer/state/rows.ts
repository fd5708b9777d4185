import { applyTotals, type Totals, type TotalsPatch, type TotalsQuery } from '../../engine/api/totals.ts';
import { bridge } from './bridge.ts';
import { KeptTotals } from './kept-totals.ts';
import { LiveCache } from './live-cache.ts';
import { LiveRowsCache } from './live-rows.ts';

/** The live rows of this window. */
export const liveRows = new LiveRowsCache((query, listener) => bridge.watch('rows', query, listener));

/** The live counts and sums of this window. */
export const liveTotals = new LiveCache<TotalsQuery, TotalsPatch, Totals>(
  (query, listener) => bridge.watch('totals', query, listener),
  applyTotals,
);

/** The same for who counts on with what differs. */
export const keptTotals = new KeptTotals((query, listener) => bridge.watch('totals', query, listener));

/** Lets go of everything that was of one person. */
export function forgetRows(): void {
  liveRows.clear();
  liveTotals.clear();
  keptTotals.clear();
}
