import { forgetSeen } from '@holdfast/shared/effect/seen-values.ts';
import type { Json } from '@holdfast/shared/json.ts';
import { allMutations } from '@holdfast/shared/registry.ts';
import { readBase } from '../store/base-rows.ts';
import { readChanges } from '../store/field-changes.ts';
import type { RowKey } from '../store/row-key.ts';
import type { Statements } from '../store/statements.ts';
import { forgetSaw } from '../store/touches.ts';

const names = allMutations.filter((mutation) => mutation.changes !== undefined).map(({ name }) => name);

/** Where changes are kept. */
const tables = ['outbox', 'refused', 'confirmed'] as const;

/**
 * These rows have left the person's sight: what own changes of them hold of others' work goes too,
 * from whatever waits, was not accepted or was (S23). What the person wrote stays.
 */
export function purgeSeen(statements: Statements, rows: readonly RowKey[]): void {
  if (rows.length === 0) return;
  const left = new Set(rows.map(nameOf));
  const ids = JSON.stringify(rows.map(({ id }) => id));
  for (const table of tables) {
    // Arguments that name no row, but what it is of, are read one by one.
    const sql = `${changesIn(table)} AND (json_extract(args, '$.id') IS NULL OR
      json_extract(args, '$.id') IN (SELECT value FROM json_each(?)))`;
    const kept = statements.all<KeptChange>(sql, ...names, ids);
    for (const change of kept) purge(statements, table, change, (row) => left.has(nameOf(row)));
  }
}

/** The same for every row: the account was disabled (S7). */
export function purgeAllSeen(statements: Statements): void {
  for (const table of tables) {
    const kept = statements.all<KeptChange>(changesIn(table), ...names);
    for (const change of kept) purge(statements, table, change, () => true);
  }
}

/**
 * An own change was accepted, and its effect is here. If its row is not, it left the person's sight
 * before it ever came from the server, so no purge will name it: what the change holds of it goes now (S23).
 */
export function purgeUnheld(statements: Statements, id: string): void {
  const kept = statements.get<KeptChange>(`${changesIn('confirmed')} AND id = ?`, ...names, id);
  if (kept === undefined) return;
  purge(statements, 'confirmed', kept, (row) => readBase(statements, row.table, row.id) === undefined);
}

interface KeptChange {
  readonly id: string;
  readonly name: string;
  readonly args: string;
}

function changesIn(table: (typeof tables)[number]): string {
  return `SELECT id, name, args FROM ${table} WHERE name IN (${names.map(() => '?').join(', ')})`;
}

function purge(
  statements: Statements,
  table: (typeof tables)[number],
  kept: KeptChange,
  hasLeft: (row: RowKey) => boolean,
): void {
  const args: Json = JSON.parse(kept.args);
  const changes = readChanges({ name: kept.name, args });
  if (changes === undefined || !hasLeft(changes)) return;
  statements.run(`UPDATE ${table} SET args = ? WHERE id = ?`, JSON.stringify(forgetSeen(args)), kept.id);
  if (table !== 'outbox') return;
  // Without what its author saw it may do something else: it runs again in the rebase that follows.
  const seq = statements.get<{ seq: number }>('SELECT seq FROM outbox WHERE id = ?', kept.id)?.seq ?? 0;
  forgetSaw(statements, changes.table, changes.id, seq);
}

function nameOf({ table, id }: RowKey): string {
  return `${table} ${id}`;
}
