import { hashText } from '@holdfast/shared/hash.ts';
import type { RowKey } from './row-key.ts';
import type { Statements } from './statements.ts';

/** What a pending mutation read or wrote: a row by its id, or the key of a query (S21). */
export interface Touch {
  readonly table: string;
  readonly key: string;
  readonly wrote: boolean;
  /** What it first read there, by `hashSeen`; `UNREAD` for a row that it only wrote, and for a query. */
  readonly saw: number;
}

export const UNREAD = -1;
const ABSENT = 0;

/** The hash of a row as a mutation reads it: of its JSON, or of nothing. */
export function hashSeen(data: string | undefined): number {
  return data === undefined ? ABSENT : hashText(data) + 1;
}

/** Records what a mutation touched, so that later changes find it. */
export function recordTouches(statements: Statements, seq: number, touched: readonly Touch[]): void {
  for (const { table, key, wrote, saw } of touched) {
    statements.run(
      'INSERT OR REPLACE INTO touch (tbl, key, seq, wrote, saw) VALUES (?, ?, ?, ?, ?)',
      table,
      key,
      seq,
      wrote ? 1 : 0,
      saw,
    );
  }
}

/** A mutation was rewritten: it must run again whatever it finds in this row. */
export function forgetSaw(statements: Statements, table: string, id: string, seq: number): void {
  statements.run('UPDATE touch SET saw = ? WHERE tbl = ? AND key = ? AND seq = ?', UNREAD, table, id, seq);
}

export function forgetTouches(statements: Statements, seq: number): void {
  statements.run('DELETE FROM touch WHERE seq = ?', seq);
}

interface TouchRow {
  table: string;
  key: string;
  wrote: number;
  saw: number;
}

export function readTouches(statements: Statements, seq: number): Touch[] {
  return statements
    .all<TouchRow>('SELECT tbl AS "table", key, wrote, saw FROM touch WHERE seq = ?', seq)
    .map((row) => ({ ...row, wrote: row.wrote === 1 }));
}

/** A pending mutation that touched a row. */
export interface Toucher {
  readonly seq: number;
  readonly wrote: boolean;
  readonly saw: number;
}

/** The pending mutations that touched a key, in their order. */
export function readTouchers(statements: Statements, table: string, key: string): Toucher[] {
  return statements
    .all<{ seq: number; wrote: number; saw: number }>(
      'SELECT seq, wrote, saw FROM touch WHERE tbl = ? AND key = ? ORDER BY seq',
      table,
      key,
    )
    .map((row) => ({ ...row, wrote: row.wrote === 1 }));
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

/** Whether a pending mutation queried this table by a column's value. */
export function hasQueries(statements: Statements, table: string): boolean {
  const sql = "SELECT 1 FROM touch WHERE tbl = ? AND key >= '?' AND key < '@' LIMIT 1";
  return statements.get(sql, table) !== undefined;
}
