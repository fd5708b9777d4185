import type { QueriedRow, QueryResult, RowQuery } from '../../engine/api/query.ts';
import type { LiveRows } from './live-rows.ts';

/** Rows that are ordered here and not by the engine, in pages as `WindowedRows` takes them. */
export class ListedRows {
  readonly #listeners = new Set<() => void>();
  #rows: readonly QueriedRow[] | undefined;

  /** All of them, in the order in which they are shown. */
  set(rows: readonly QueriedRow['row'][]): void {
    this.#rows = rows.map((row) => ({ row, waiting: false }));
    for (const listener of this.#listeners) listener();
  }

  readonly page = ({ offset, limit }: RowQuery): LiveRows => ({
    get: () => this.#read(offset, limit),
    subscribe: (listener) => {
      this.#listeners.add(listener);
      return () => this.#listeners.delete(listener);
    },
  });

  #read(offset: number, limit: number): QueryResult | undefined {
    const rows = this.#rows;
    return rows && { total: rows.length, rows: rows.slice(offset, offset + limit) };
  }
}
