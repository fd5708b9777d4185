import type { Delta } from '@holdfast/shared/protocol/delta.ts';
import type { MutationResult } from '@holdfast/shared/protocol/mutation.ts';
import type { PullResponse } from '@holdfast/shared/protocol/pull.ts';
import type { Entry, WireRow } from '@holdfast/shared/protocol/stream.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import { type RowKey, rebase, rebuildOverlay } from '../mutate/rebase.ts';
import type { Actor } from '../mutate/run-mutation.ts';
import { type BaseChange, clearBase, deleteBase, writeBase } from '../store/base-rows.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import {
  addScope,
  dropScope,
  dropSpentGoneMarks,
  findOrphans,
  isBehind,
  isFinished,
  isLive,
  noteSeen,
  readScopes,
  type ScopeState,
  writeCursor,
  writeEntry,
} from '../store/scope-state.ts';
import type { Statements } from '../store/statements.ts';
import { settleResults } from './settle.ts';

/** What applying a message did. */
export interface Applied {
  /** Rows of the base that changed, with what stood there before. */
  readonly changes: readonly BaseChange[];
  /** Rows whose view may differ now. */
  readonly touched: readonly RowKey[];
  /** Whether something is missing, so that a pull is due (S14). */
  readonly pullNeeded: boolean;
  /** Whether the outbox or the list of refused changes differs now. */
  readonly settled: boolean;
  /** Whether the person's set of scopes shrank: what is gone must leave the disk too (S23). */
  readonly purged: boolean;
}

/** Applies one page of a pull in one transaction (S12, S15, S21, S22). */
export function applyPage(statements: Statements, userId: string, page: PullResponse): Applied {
  return inTransaction(statements, () => {
    const changes: BaseChange[] = [];
    const rebuilt = startEpoch(statements, page.epoch);
    const { purged, changed } = reconcileScopes(statements, page.scopes, changes);
    const scopes = readScopes(statements);
    writeEntries(statements, scopes, page.entries);
    writeRows(statements, page.rows, changes);
    for (const [scope, cursor] of Object.entries(page.cursors))
      advance(statements, scopes.get(scope), cursor);
    for (const [scope, head] of Object.entries(page.heads ?? {})) noteSeen(statements, scope, head);
    if (!page.more) finishPull(statements, changes);
    const settled = settleResults(statements, page.more ? [] : (page.results ?? []), true);
    return finish(statements, userId, {
      changes,
      settled,
      rebuild: rebuilt || changed,
      purged,
      pullNeeded: page.more,
    });
  });
}

/** Applies what the server sent by itself. Entries apply at once, also past a gap; only the cursor waits (S14). */
export function applyDelta(statements: Statements, userId: string, delta: Delta): Applied {
  return inTransaction(statements, () => {
    const changes: BaseChange[] = [];
    if (readMeta(statements, 'epoch') !== delta.epoch) {
      return finish(statements, userId, {
        changes,
        settled: [],
        rebuild: false,
        purged: false,
        pullNeeded: true,
      });
    }
    const scopes = readScopes(statements);
    const sawGone = writeEntries(statements, scopes, delta.entries);
    writeRows(statements, delta.rows, changes);
    let pullNeeded = sawGone;
    let headsOnly = false;
    for (const [scope, chain] of Object.entries(delta.scopes)) {
      headsOnly ||= chain.from === chain.version;
      if (!follow(statements, scopes.get(scope), chain)) pullNeeded = true;
    }
    const settled = settleResults(statements, delta.results ?? [], !headsOnly);
    return finish(statements, userId, { changes, settled, rebuild: false, purged: false, pullNeeded });
  });
}

/** Notes the answers to a push: what is accepted waits for its effect, what is refused is kept aside (S22). */
export function applyAnswers(
  statements: Statements,
  userId: string,
  results: readonly MutationResult[],
): Applied {
  return inTransaction(statements, () => {
    const settled = settleResults(statements, results, false);
    return finish(statements, userId, {
      changes: [],
      settled,
      rebuild: false,
      purged: false,
      pullNeeded: false,
    });
  });
}

function inTransaction(statements: Statements, work: () => Applied): Applied {
  return statements.database.transaction(work).immediate();
}

/** A new epoch means another life of the server's data: the base is fetched again, the outbox stays (S19). */
function startEpoch(statements: Statements, epoch: string): boolean {
  const known = readMeta(statements, 'epoch');
  if (known === epoch) return false;
  writeMeta(statements, 'epoch', epoch);
  if (known === undefined) return false;
  clearBase(
    statements,
    allModels.map((model) => model.table),
  );
  return true;
}

/** Takes the person's full set of scopes: a new one is read from its start, a lost one is purged at once (S11). */
function reconcileScopes(
  statements: Statements,
  scopes: readonly string[],
  changes: BaseChange[],
): { purged: boolean; changed: boolean } {
  const held = readScopes(statements);
  const lost = [...held.keys()].filter((scope) => !scopes.includes(scope));
  const gained = scopes.filter((scope) => !held.has(scope));
  for (const scope of lost) {
    for (const row of dropScope(statements, scope)) changes.push(deleteBase(statements, row.tbl, row.id));
  }
  for (const scope of gained) addScope(statements, scope);
  return { purged: lost.length > 0, changed: lost.length + gained.length > 0 };
}

/** Keeps the entries of held scopes that are not behind their cursor. Says whether a row left a scope. */
function writeEntries(
  statements: Statements,
  scopes: Map<string, ScopeState>,
  entries: readonly Entry[],
): boolean {
  let sawGone = false;
  for (const entry of entries) {
    const scope = scopes.get(entry.scope);
    if (scope === undefined || isBehind(scope.cursor, entry)) continue;
    if (writeEntry(statements, entry) && entry.gone === true) sawGone = true;
  }
  return sawGone;
}

/** Keeps the rows that a held scope names: a message from before a revoke brings nothing back. */
function writeRows(statements: Statements, rows: readonly WireRow[], changes: BaseChange[]): void {
  for (const row of rows) {
    if (!isLive(statements, row.table, row.id)) continue;
    const change = writeBase(statements, row);
    if (change !== undefined) changes.push(change);
  }
}

/** Moves a cursor to where a page ends, unless deltas have taken it further meanwhile. */
function advance(
  statements: Statements,
  scope: ScopeState | undefined,
  cursor: PullResponse['cursors'][string],
): void {
  if (scope === undefined) return;
  const ahead = isFinished(scope.cursor) && scope.cursor.version > cursor.version;
  if (!ahead) writeCursor(statements, scope.scope, cursor);
}

/** The gap rule (S14). Gives false where something before this delta is missing. */
function follow(
  statements: Statements,
  scope: ScopeState | undefined,
  chain: { from: number; version: number },
): boolean {
  if (scope === undefined) return false;
  noteSeen(statements, scope.scope, chain.version);
  if (!isFinished(scope.cursor)) return false;
  if (scope.cursor.version < chain.from) return false;
  if (chain.version > scope.cursor.version) writeCursor(statements, scope.scope, { version: chain.version });
  return true;
}

/** Rows are deleted only here, when every scope has been read to one snapshot (S12). */
function finishPull(statements: Statements, changes: BaseChange[]): void {
  for (const row of findOrphans(statements)) changes.push(deleteBase(statements, row.tbl, row.id));
  dropSpentGoneMarks(statements);
  writeMeta(statements, 'synced', '1');
}

interface Unfinished {
  readonly changes: BaseChange[];
  readonly settled: readonly number[];
  readonly rebuild: boolean;
  readonly purged: boolean;
  readonly pullNeeded: boolean;
}

/** Brings the overlay in line with the base, in the same transaction (S21). */
function finish(statements: Statements, userId: string, done: Unfinished): Applied {
  const { changes, settled, purged, pullNeeded } = done;
  const actor = readActor(statements, userId);
  const rows = changes.map(({ table, id }) => ({ table, id }));
  let touched: RowKey[] = [];
  if (done.rebuild) rebuildOverlay(statements, actor);
  else if (rows.length > 0 || settled.length > 0) touched = rebase(statements, actor, rows, settled);
  return {
    changes,
    touched: done.rebuild
      ? allModels.map((model) => ({ table: model.table, id: '*' }))
      : [...rows, ...touched],
    pullNeeded,
    settled: settled.length > 0,
    purged,
  };
}

/** Whoever is signed in, with the scopes that the server named last. */
export function readActor(statements: Statements, userId: string): Actor {
  return { userId, scopes: new Set(readScopes(statements).keys()) };
}
