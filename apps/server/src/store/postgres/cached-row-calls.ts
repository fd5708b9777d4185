import type { RowData, Where } from '@holdfast/shared/effect/operations.ts';
import type { StoredRow } from '../records.ts';
import type { Awaitable } from '../transaction.ts';
import type { KnownRow, RowCache } from './row-cache.ts';
import { readRow, type rowCalls } from './row-calls.ts';
import type { Statements } from './statements.ts';

/** The calls on rows of a transaction that holds the counter: it asks nothing twice. */
export function cachedRowCalls(
  statements: Statements,
  calls: ReturnType<typeof rowCalls>,
  cache: RowCache,
): ReturnType<typeof rowCalls> {
  const knownRow = async (table: string, id: string): Promise<KnownRow> => {
    const known = cache.row(table, id);
    if (known !== undefined) return known;
    const read = await readRow(statements, table, id);
    cache.keepRow(table, id, read);
    return read;
  };
  return {
    ...calls,

    async row(table: string, id: string): Promise<StoredRow | undefined> {
      return (await knownRow(table, id)).row;
    },

    async rowHash(table: string, id: string): Promise<number> {
      return (await knownRow(table, id)).hash;
    },

    async rows(table: string, where: Where, limit: number | undefined): Promise<readonly StoredRow[]> {
      const question = JSON.stringify([where, limit]);
      const known = cache.answer(table, question);
      if (known !== undefined) return known;
      const rows = await calls.rows(table, where, limit);
      cache.keepAnswer(table, question, rows);
      return rows;
    },

    insertRow(table: string, version: number, row: RowData): Awaitable<number> {
      cache.forget(table, row.id);
      return calls.insertRow(table, version, row);
    },

    updateRow(table: string, version: number, row: RowData): Awaitable<number> {
      cache.forget(table, row.id);
      return calls.updateRow(table, version, row);
    },

    deleteRow(table: string, version: number, id: string): Awaitable<void> {
      cache.forget(table, id);
      return calls.deleteRow(table, version, id);
    },
  };
}
