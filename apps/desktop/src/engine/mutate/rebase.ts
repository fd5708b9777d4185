import { allModels } from '@holdfast/shared/registry.ts';
import { findPending, markDoubt, readOutbox } from '../store/outbox.ts';
import { clearOverlay, clearOverlayRow } from '../store/overlay-rows.ts';
import type { Statements } from '../store/statements.ts';
import { type Actor, runMutation } from './run-mutation.ts';

/** Names a row by its table and id. */
export interface RowKey {
  readonly table: string;
  readonly id: string;
}

/**
 * Makes the overlay what it must be after `changed` rows of the base changed and `settled`
 * mutations left the outbox (S21): every pending mutation that is reached from there runs again,
 * in order, on rows that were first put back to the base. Gives the rows whose overlay may differ.
 */
export function rebase(
  statements: Statements,
  actor: Actor,
  changed: readonly RowKey[],
  settled: readonly number[],
): RowKey[] {
  const reach = findReach(statements, changed, settled);
  for (const row of reach.rows.values()) clearOverlayRow(statements, row.table, row.id);
  for (const seq of [...reach.mutations, ...settled]) statements.run('DELETE FROM touch WHERE seq = ?', seq);
  const again = [...reach.mutations].sort((left, right) => left - right);
  for (const seq of again) replay(statements, actor, seq, reach.rows);
  return [...reach.rows.values()];
}

/** Throws the overlay away and makes it anew from base and outbox, the only truth (S20, S21). */
export function rebuildOverlay(statements: Statements, actor: Actor): void {
  for (const model of allModels) clearOverlay(statements, model);
  statements.run('DELETE FROM touch');
  const rows = new Map<string, RowKey>();
  for (const { seq } of readOutbox(statements)) replay(statements, actor, seq, rows);
}

/** Records what a mutation touched, so that later changes find it. */
export function recordTouches(
  statements: Statements,
  seq: number,
  touched: readonly { table: string; key: string; wrote: boolean }[],
): void {
  for (const touch of touched) {
    statements.run(
      'INSERT OR REPLACE INTO touch (tbl, key, seq, wrote) VALUES (?, ?, ?, ?)',
      touch.table,
      touch.key,
      seq,
      touch.wrote ? 1 : 0,
    );
  }
}

function replay(statements: Statements, actor: Actor, seq: number, rows: Map<string, RowKey>): void {
  const mutation = findPending(statements, seq);
  if (mutation === undefined) return;
  const { touched, failure } = runMutation(statements, actor, mutation);
  recordTouches(statements, seq, touched);
  markDoubt(statements, seq, failure !== undefined);
  for (const touch of touched) {
    if (touch.wrote) rows.set(nameOf(touch.table, touch.key), { table: touch.table, id: touch.key });
  }
}

interface Reach {
  readonly mutations: Set<number>;
  /** Every row that a reached or settled mutation had written. */
  readonly rows: Map<string, RowKey>;
}

/**
 * Follows rows to the mutations that touched them, these to the rows that they wrote, and these to
 * the later mutations whose writes they would otherwise see when they run again, to the end.
 */
function findReach(statements: Statements, changed: readonly RowKey[], settled: readonly number[]): Reach {
  const reach: Reach = { mutations: new Set(), rows: new Map() };
  const gone = new Set(settled);
  const waiting: RowKey[] = [...changed];
  const visited = new Set<string>();
  const addWrites = (seq: number): void => {
    for (const row of writesOf(statements, seq)) {
      reach.rows.set(nameOf(row.table, row.id), row);
      waiting.push(row);
    }
  };
  const addMutation = (seq: number): void => {
    if (gone.has(seq) || reach.mutations.has(seq)) return;
    reach.mutations.add(seq);
    addWrites(seq);
    for (const later of laterWritersOf(statements, seq)) addMutation(later);
  };
  for (const seq of settled) addWrites(seq);
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    if (visited.has(nameOf(row.table, row.id))) continue;
    visited.add(nameOf(row.table, row.id));
    for (const seq of touchersOf(statements, row)) addMutation(seq);
  }
  return reach;
}

function writesOf(statements: Statements, seq: number): RowKey[] {
  return statements
    .all<{ tbl: string; key: string }>('SELECT tbl, key FROM touch WHERE seq = ? AND wrote = 1', seq)
    .map((touch) => ({ table: touch.tbl, id: touch.key }));
}

/** Later mutations that wrote what this one read: a row, or any row of a table that it queried. */
function laterWritersOf(statements: Statements, seq: number): number[] {
  return statements
    .all<{ seq: number }>(
      `SELECT DISTINCT w.seq FROM touch AS r
         JOIN touch AS w ON w.tbl = r.tbl AND (w.key = r.key OR r.key = '*') AND w.wrote = 1 AND w.seq > r.seq
        WHERE r.seq = ?`,
      seq,
    )
    .map((touch) => touch.seq);
}

function touchersOf(statements: Statements, row: RowKey): number[] {
  return statements
    .all<{ seq: number }>(
      "SELECT DISTINCT seq FROM touch WHERE tbl = ? AND key IN (?, '*')",
      row.table,
      row.id,
    )
    .map((touch) => touch.seq);
}

function nameOf(table: string, id: string): string {
  return `${table} ${id}`;
}
