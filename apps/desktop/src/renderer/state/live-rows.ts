import { applyPatch, type QueryPatch, type QueryResult, type RowQuery } from '../../engine/api/query.ts';
import { type Live, LiveCache, type Watch } from './live-cache.ts';

/** Follows one query. The result stops it. */
export type WatchRows = Watch<RowQuery, QueryPatch>;

/** The rows of a query, kept up to date while somebody looks. Nothing until the engine's first answer. */
export type LiveRows = Live<QueryResult>;

const empty: QueryResult = { total: 0, rows: [] };

/** The rows of all queries that somebody looks at. */
export class LiveRowsCache extends LiveCache<RowQuery, QueryPatch, QueryResult> {
  constructor(watch: WatchRows) {
    super(watch, applyRows);
  }
}

function applyRows(before: QueryResult | undefined, patch: QueryPatch, { offset }: RowQuery): QueryResult {
  const next = applyPatch(before ?? empty, patch);
  // After the engine was started anew its patches begin from an empty result again.
  const most = Math.max(0, patch.total - offset);
  return next.rows.length > most ? { ...next, rows: next.rows.slice(0, most) } : next;
}
