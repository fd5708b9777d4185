import type { Entry, WireRow } from '@holdfast/shared/protocol/stream.ts';
import { type BaseChange, writeBase } from '../store/base-rows.ts';
import { isLive, writeEntry } from '../store/entries.ts';
import { Names } from '../store/names.ts';
import type { RowKey } from '../store/row-key.ts';
import { isBehind, type ScopeState } from '../store/scope-state.ts';
import type { Statements } from '../store/statements.ts';

/** What a message brought. */
export interface Taken {
  /** The rows that it changed, with what stood there before. */
  readonly changes: readonly BaseChange[];
  /** Those of them that are news: not read in a snapshot, where old and new arrive alike. */
  readonly news: readonly BaseChange[];
  /** Rows that came into a scope or left one: of whom they are may be another thing now, though they are the same. */
  readonly moved: readonly RowKey[];
  /** Entries that came in snapshots, for the progress that a person sees. */
  readonly received: number;
  /** Whether everything in it that concerns this person is in the base now (S22). */
  readonly complete: boolean;
  /** Whether a row has left every held scope, so that a pull must delete it (S12). */
  readonly orphaned: boolean;
}

/** How an entry stands to what is known of its scope. */
type Place = 'unusable' | 'later' | 'known' | 'snapshot' | 'new';

/**
 * Keeps entries and rows of a message. In a page, entries up to the top of a snapshot under way
 * belong to it; in a delta they are left to it. `begun` are the scopes that the page reads anew.
 */
export function takeEntries(
  statements: Statements,
  scopes: ReadonlyMap<string, ScopeState>,
  message: { entries: readonly Entry[]; rows: readonly WireRow[] },
  page: { begun: ReadonlySet<string> } | undefined,
): Taken {
  const names = new Names(statements);
  const fresh = new Set<string>();
  const live = new Set<string>();
  const left: Entry[] = [];
  const moved: RowKey[] = [];
  let received = 0;
  let complete = true;
  for (const entry of message.entries) {
    const scope = scopes.get(entry.scope);
    const place = placeOf(scope, entry, page);
    if (place === 'unusable' || place === 'later') complete = false;
    if (scope === undefined || (place !== 'snapshot' && place !== 'new')) continue;
    const row = `${entry.table} ${entry.id}`;
    if (place === 'snapshot') received += 1;
    else fresh.add(row);
    if (!writeEntry(statements, names, scope, entry)) continue;
    moved.push({ table: entry.table, id: entry.id });
    if (entry.gone !== true) {
      live.add(row);
      continue;
    }
    left.push(entry);
    live.delete(row);
  }
  const changes = writeRows(statements, names, message.rows, live);
  return {
    changes,
    news: changes.filter((change) => fresh.has(`${change.table} ${change.id}`)),
    moved,
    received,
    complete,
    orphaned: left.some((entry) => !isLive(statements, names, entry.table, entry.id)),
  };
}

function placeOf(
  scope: ScopeState | undefined,
  entry: Entry,
  page: { begun: ReadonlySet<string> } | undefined,
): Place {
  if (scope === undefined || scope.wanted) return 'unusable';
  const top = scope.cursor.snapshot?.top ?? 0;
  if (entry.version <= top) return page === undefined ? 'later' : 'snapshot';
  if (page?.begun.has(entry.scope) === true) return 'snapshot';
  return isBehind(scope.cursor, entry) ? 'known' : 'new';
}

/**
 * Keeps the rows that a held scope names: a message from before a revoke brings nothing back. `live`
 * are those of which that is known; the others are looked up.
 */
function writeRows(
  statements: Statements,
  names: Names,
  rows: readonly WireRow[],
  live: ReadonlySet<string>,
): BaseChange[] {
  const changes: BaseChange[] = [];
  for (const row of rows) {
    const isNamed = live.has(`${row.table} ${row.id}`) || isLive(statements, names, row.table, row.id);
    if (!isNamed) continue;
    const change = writeBase(statements, row);
    if (change !== undefined) changes.push(change);
  }
  return changes;
}
