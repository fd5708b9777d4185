import type { QueryResult } from '../../engine/api/query.ts';

/** Rows that are kept up to date while somebody looks. */
export interface Followed<Row> {
  readonly get: () => QueryResult<Row> | undefined;
  readonly subscribe: (listener: () => void) => () => void;
}
