import type { Cursor, Entry } from '@holdfast/shared/protocol/stream.ts';
import type { Statements } from './statements.ts';

/** A held scope: the cursor, and the highest version heard of. */
export interface ScopeState {
  readonly scope: string;
  readonly cursor: Cursor;
  readonly seen: number;
}

interface ScopeRow {
  scope: string;
  version: number;
  tbl: string | null;
  row_id: string | null;
  at: number | null;
  seen: number;
}

export function readScopes(statements: Statements): Map<string, ScopeState> {
  const rows = statements.all<ScopeRow>('SELECT * FROM scope');
  return new Map(rows.map((row) => [row.scope, { scope: row.scope, cursor: toCursor(row), seen: row.seen }]));
}

function toCursor(row: ScopeRow): Cursor {
  if (row.tbl === null || row.row_id === null) return { version: row.version };
  return { version: row.version, table: row.tbl, id: row.row_id, at: row.at ?? 0 };
}

export function isFinished(cursor: Cursor): boolean {
  return cursor.table === undefined;
}

export function addScope(statements: Statements, scope: string): void {
  statements.run('INSERT OR IGNORE INTO scope (scope, version, seen) VALUES (?, 0, 0)', scope);
}

export function writeCursor(statements: Statements, scope: string, cursor: Cursor): void {
  statements.run(
    'UPDATE scope SET version = ?, tbl = ?, row_id = ?, at = ?, seen = max(seen, ?) WHERE scope = ?',
    cursor.version,
    cursor.table ?? null,
    cursor.id ?? null,
    cursor.at ?? null,
    isFinished(cursor) ? cursor.version : 0,
    scope,
  );
}

/** Remembers the highest version heard of, so that a lost delta is found (S14). */
export function noteSeen(statements: Statements, scope: string, version: number): void {
  statements.run('UPDATE scope SET seen = max(seen, ?) WHERE scope = ?', version, scope);
}

/** Whether an entry is behind the cursor: everything up to there is known already (S12). */
export function isBehind(cursor: Cursor, entry: Entry): boolean {
  if (entry.version !== cursor.version) return entry.version < cursor.version;
  if (cursor.table === undefined || cursor.id === undefined) return true;
  return entry.table < cursor.table || (entry.table === cursor.table && entry.id <= cursor.id);
}

/** Keeps the newest entry of a row in a scope. Says whether this one was newer (S12). */
export function writeEntry(statements: Statements, entry: Entry): boolean {
  const changed = statements.run(
    `INSERT INTO entry (tbl, id, scope, version, gone) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (tbl, id, scope) DO UPDATE SET version = excluded.version, gone = excluded.gone
     WHERE excluded.version > version`,
    entry.table,
    entry.id,
    entry.scope,
    entry.version,
    entry.gone === true ? 1 : 0,
  );
  return changed > 0;
}

/** Whether a held scope names the row. */
export function isLive(statements: Statements, table: string, id: string): boolean {
  return (
    statements.get('SELECT 1 FROM entry WHERE tbl = ? AND id = ? AND gone = 0 LIMIT 1', table, id) !==
    undefined
  );
}

/** Rows that a gone mark names and no live entry: to be deleted in a pull's last page (S12). */
export function findOrphans(statements: Statements): { tbl: string; id: string }[] {
  return statements.all<{ tbl: string; id: string }>(
    `SELECT DISTINCT g.tbl, g.id FROM entry AS g WHERE g.gone = 1
       AND NOT EXISTS (SELECT 1 FROM entry AS l WHERE l.tbl = g.tbl AND l.id = g.id AND l.gone = 0)`,
  );
}

/** Gone marks behind their cursor have done their work. */
export function dropSpentGoneMarks(statements: Statements): void {
  statements.run(
    'DELETE FROM entry WHERE gone = 1 AND version <= (SELECT s.version FROM scope AS s WHERE s.scope = entry.scope AND s.tbl IS NULL)',
  );
}

/** Forgets a scope that the person lost, and gives the rows that only it named (S11). */
export function dropScope(statements: Statements, scope: string): { tbl: string; id: string }[] {
  const named = statements.all<{ tbl: string; id: string }>(
    'SELECT tbl, id FROM entry WHERE scope = ?',
    scope,
  );
  statements.run('DELETE FROM entry WHERE scope = ?', scope);
  statements.run('DELETE FROM scope WHERE scope = ?', scope);
  return named.filter((row) => !isLive(statements, row.tbl, row.id));
}
