import type { RowKey } from './row-key.ts';
import type { Statements } from './statements.ts';

/** What a pending mutation read or wrote: a row by its id, or the key of a query (S21). */
export interface Touch {
  readonly table: string;
  readonly key: string;
  readonly wrote: boolean;
}

/** Records what a mutation touched, so that later changes find it. */
export function recordTouches(statements: Statements, seq: number, touched: readonly Touch[]): void {
  for (const { table, key, wrote } of touched) {
    statements.run(
      'INSERT OR REPLACE INTO touch (tbl, key, seq, wrote) VALUES (?, ?, ?, ?)',
      table,
      key,
      seq,
      wrote ? 1 : 0,
    );
  }
}

export function forgetTouches(statements: Statements, seq: number): void {
  statements.run('DELETE FROM touch WHERE seq = ?', seq);
}

export function readTouches(statements: Statements, seq: number): Touch[] {
  return statements
    .all<{ table: string; key: string; wrote: number }>(
      'SELECT tbl AS "table", key, wrote FROM touch WHERE seq = ?',
      seq,
    )
    .map(({ table, key, wrote }) => ({ table, key, wrote: wrote === 1 }));
}

/** The last pending mutations that wrote a row, the newest first. */
export function readWriters(statements: Statements, table: string, id: string, limit: number): number[] {
  return statements
    .all<{ seq: number }>(
      'SELECT seq FROM touch WHERE tbl = ? AND key = ? AND wrote = 1 ORDER BY seq DESC LIMIT ?',
      table,
      id,
      limit,
    )
    .map((touch) => touch.seq);
}

/** The pending mutations after this one that touched a row, in their order. */
export function readSuccessors(statements: Statements, table: string, id: string, seq: number): number[] {
  const sql = 'SELECT seq FROM touch WHERE tbl = ? AND key = ? AND seq > ? ORDER BY seq';
  return statements.all<{ seq: number }>(sql, table, id, seq).map((touch) => touch.seq);
}

/** Whether a later mutation wrote this row. */
export function hasLaterWriter(statements: Statements, row: RowKey, seq: number): boolean {
  const sql = 'SELECT 1 FROM touch WHERE tbl = ? AND key = ? AND seq > ? AND wrote = 1 LIMIT 1';
  return statements.get(sql, row.table, row.id, seq) !== undefined;
}

/** The rows that a mutation wrote when it last ran here. */
export function readWrites(statements: Statements, seq: number): RowKey[] {
  return statements.all<RowKey>(
    'SELECT tbl AS "table", key AS id FROM touch WHERE seq = ? AND wrote = 1',
    seq,
  );
}

/** The pending mutations that touched a key. */
export function readTouchers(statements: Statements, table: string, key: string): number[] {
  return statements
    .all<{ seq: number }>('SELECT seq FROM touch WHERE tbl = ? AND key = ?', table, key)
    .map((touch) => touch.seq);
}

/** Whether a pending mutation queried this table by a column's value. */
export function hasQueries(statements: Statements, table: string): boolean {
  const sql = "SELECT 1 FROM touch WHERE tbl = ? AND key >= '?' AND key < '@' LIMIT 1";
  return statements.get(sql, table) !== undefined;
}
