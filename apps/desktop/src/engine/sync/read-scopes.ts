import type { Delta } from '@holdfast/shared/protocol/delta.ts';
import type { PullResponse } from '@holdfast/shared/protocol/pull.ts';
import type { Cursor } from '@holdfast/shared/protocol/stream.ts';
import {
  addScope,
  beginReading,
  isFurther,
  knownVersion,
  noteSeen,
  readScopes,
  type ScopeState,
  writeCursor,
} from '../store/scope-state.ts';
import type { Statements } from '../store/statements.ts';
import { purgeScope } from './purge.ts';

/** Takes the person's full set of scopes: a new one will be read, a lost one is purged at once (S11). */
export function reconcileScopes(
  statements: Statements,
  scopes: readonly string[],
): { purged: boolean; changed: boolean } {
  const held = readScopes(statements);
  const lost = [...held.values()].filter(({ scope }) => !scopes.includes(scope));
  const gained = scopes.filter((scope) => !held.has(scope));
  for (const scope of lost) purgeScope(statements, scope);
  for (const scope of gained) addScope(statements, scope);
  return { purged: lost.length > 0, changed: lost.length + gained.length > 0 };
}

/**
 * Begins to read anew what the page begins to read: a scope that was asked for so, or one whose
 * cursor or snapshot was too old for the server (S16, S18). Gives these scopes.
 */
export function beginSnapshots(
  statements: Statements,
  scopes: ReadonlyMap<string, ScopeState>,
  cursors: PullResponse['cursors'],
): Set<string> {
  const begun = new Set<string>();
  for (const [scope, cursor] of Object.entries(cursors)) {
    const state = scopes.get(scope);
    if (state === undefined || !begins(state, cursor)) continue;
    beginReading(statements, scope, cursor);
    begun.add(scope);
  }
  return begun;
}

function begins(state: ScopeState, cursor: Cursor): boolean {
  if (state.wanted) return true;
  return cursor.snapshot !== undefined && cursor.snapshot.top !== state.cursor.snapshot?.top;
}

/**
 * Moves cursors to where a page ends. Upwards, deltas may have taken one further meanwhile; the
 * snapshot is where the page says, since only pulls read it.
 */
export function advance(
  statements: Statements,
  scopes: ReadonlyMap<string, ScopeState>,
  cursors: PullResponse['cursors'],
): void {
  for (const [scope, cursor] of Object.entries(cursors)) {
    const state = scopes.get(scope);
    if (state === undefined) continue;
    const { snapshot, ...upwards } = isFurther(state.cursor, cursor) ? state.cursor : cursor;
    const below = cursor.snapshot;
    writeCursor(statements, scope, below === undefined ? upwards : { ...upwards, snapshot: below });
  }
}

/** The gap rule (S14) for each scope of a delta. Says whether everything before it was known, and whether it held more than heads. */
export function follow(
  statements: Statements,
  scopes: ReadonlyMap<string, ScopeState>,
  chains: Delta['scopes'],
): { gap: boolean; headsOnly: boolean } {
  let gap = false;
  let headsOnly = false;
  for (const [scope, chain] of Object.entries(chains)) {
    headsOnly ||= chain.from === chain.version;
    if (!followScope(statements, scopes.get(scope), chain)) gap = true;
  }
  return { gap, headsOnly };
}

function followScope(
  statements: Statements,
  state: ScopeState | undefined,
  chain: { from: number; version: number },
): boolean {
  if (state === undefined) return false;
  noteSeen(statements, state.scope, chain.version);
  if (state.wanted || knownVersion(state.cursor) < chain.from) return false;
  if (chain.version <= knownVersion(state.cursor)) return true;
  const { snapshot } = state.cursor;
  const cursor = { version: chain.version };
  writeCursor(statements, state.scope, snapshot === undefined ? cursor : { ...cursor, snapshot });
  return true;
}
