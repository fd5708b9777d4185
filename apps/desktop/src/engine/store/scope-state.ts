import type { Cursor, Entry, Place } from '@holdfast/shared/protocol/stream.ts';
import { nameNumber } from './names.ts';
import type { Statements } from './statements.ts';

/** A held scope: how far it was read, and the highest version heard of. */
export interface ScopeState {
  readonly scope: string;
  /** Its number in the entries. */
  readonly number: number;
  readonly cursor: Cursor;
  readonly seen: number;
  /** It shall be read anew from its newest entry; the cursor means nothing then (S16). */
  readonly wanted: boolean;
  /** Rises with each snapshot, so that what a snapshot did not name can be told apart. */
  readonly generation: number;
}

interface ScopeRow {
  scope: string;
  number: number;
  version: number;
  seen: number;
  tbl: string | null;
  row_id: string | null;
  at: number | null;
  wanted: number;
  generation: number;
  top: number | null;
  floor_version: number | null;
  floor_tbl: string | null;
  floor_id: string | null;
}

export function readScopes(statements: Statements): Map<string, ScopeState> {
  const rows = statements.all<ScopeRow>('SELECT * FROM scope');
  return new Map(rows.map((row) => [row.scope, fromRow(row)]));
}

function fromRow(row: ScopeRow): ScopeState {
  const { scope, number, seen, generation } = row;
  return { scope, number, seen, generation, cursor: toCursor(row), wanted: row.wanted === 1 };
}

function toCursor(row: ScopeRow): Cursor {
  const inside =
    row.tbl === null || row.row_id === null ? {} : { table: row.tbl, id: row.row_id, at: row.at ?? 0 };
  if (row.top === null) return { version: row.version, ...inside };
  const floor: Place = {
    version: row.floor_version ?? row.top + 1,
    table: row.floor_tbl ?? '',
    id: row.floor_id ?? '',
  };
  return { version: row.version, ...inside, snapshot: { top: row.top, floor } };
}

/** Whether everything up to the cursor's version is here. */
export function isFinished(state: ScopeState): boolean {
  return !state.wanted && state.cursor.table === undefined && state.cursor.snapshot === undefined;
}

/** The versions of all scopes that were read to their end. */
export function finishedVersions(statements: Statements): Record<string, number> {
  const finished = [...readScopes(statements).values()].filter(isFinished);
  return Object.fromEntries(finished.map(({ scope, cursor }) => [scope, cursor.version]));
}

/** The version up to which nothing is missing, but for what lies below the floor of a snapshot. */
export function knownVersion(cursor: Cursor): number {
  return cursor.table === undefined ? cursor.version : cursor.version - 1;
}

/** Whether a pull is due: the scope was not read to its end, or more was heard of (S14). */
export function isUnread(state: ScopeState): boolean {
  return !isFinished(state) || state.cursor.version < state.seen;
}

/** Whether an entry is behind the cursor: everything up to there is known already (S12). */
export function isBehind(cursor: Cursor, entry: Entry): boolean {
  if (entry.version !== cursor.version) return entry.version < cursor.version;
  if (cursor.table === undefined || cursor.id === undefined) return true;
  return entry.table < cursor.table || (entry.table === cursor.table && entry.id <= cursor.id);
}

/** Whether the left cursor has been read further upwards than the right one. */
export function isFurther(left: Cursor, right: Cursor): boolean {
  if (left.version !== right.version) return left.version > right.version;
  if (left.table === undefined || right.table === undefined) return left.table === undefined;
  if (left.table !== right.table) return left.table > right.table;
  return (left.id ?? '') > (right.id ?? '');
}

/** Takes up a scope, to be read from its newest entry (S11). */
export function addScope(statements: Statements, scope: string): void {
  statements.run(
    'INSERT OR IGNORE INTO scope (scope, number, version, seen, wanted) VALUES (?, ?, 0, 0, 1)',
    scope,
    nameNumber(statements, scope),
  );
}

/** Begins to read a scope anew: a new generation (S16). */
export function beginReading(statements: Statements, scope: string, cursor: Cursor): void {
  statements.run(
    'UPDATE scope SET generation = generation + 1, wanted = 0, version = 0 WHERE scope = ?',
    scope,
  );
  const { snapshot } = cursor;
  writeCursor(
    statements,
    scope,
    snapshot === undefined ? { version: 0 } : { version: snapshot.top, snapshot },
  );
}

export function writeCursor(statements: Statements, scope: string, cursor: Cursor): void {
  const floor = cursor.snapshot?.floor;
  statements.run(
    `UPDATE scope SET version = ?, tbl = ?, row_id = ?, at = ?, seen = max(seen, ?),
       top = ?, floor_version = ?, floor_tbl = ?, floor_id = ? WHERE scope = ?`,
    cursor.version,
    cursor.table ?? null,
    cursor.id ?? null,
    cursor.at ?? null,
    knownVersion(cursor),
    cursor.snapshot?.top ?? null,
    floor?.version ?? null,
    floor?.table ?? null,
    floor?.id ?? null,
    scope,
  );
}

/** Remembers the highest version heard of, so that a lost delta is found (S14). */
export function noteSeen(statements: Statements, scope: string, version: number): void {
  statements.run('UPDATE scope SET seen = max(seen, ?) WHERE scope = ?', version, scope);
}

/** Has a scope read anew; what is here of it stays usable meanwhile (S16). */
export function wantScope(statements: Statements, scope: string): void {
  statements.run(
    `UPDATE scope SET wanted = 1, version = 0, seen = 0, tbl = NULL, row_id = NULL, at = NULL,
       top = NULL, floor_version = NULL, floor_tbl = NULL, floor_id = NULL WHERE scope = ?`,
    scope,
  );
}

/** Forgets a scope; its entries must be gone already. */
export function removeScope(statements: Statements, scope: string): void {
  statements.run('DELETE FROM scope WHERE scope = ?', scope);
}
