import { HASH_LIMIT } from '@holdfast/shared/hash.ts';
import { type EntryLine, toEntry, untouched } from '../lines/entry-line.ts';
import type { EntryPlace, ScopeHead, ScopeMove, ScopeState, StoredEntry } from '../records.ts';
import type { Statements } from './statements.ts';

/** The calls of a transaction on entries, heads and grants. */
export function entryCalls(statements: Statements) {
  return {
    entriesOfRow(table: string, id: string): readonly StoredEntry[] {
      return statements
        .all<EntryLine>(
          'SELECT scope, tbl, id, version, gone FROM sync_entry WHERE tbl = ? AND id = ?',
          table,
          id,
        )
        .map(toEntry);
    },

    entriesAfter(scope: string, after: EntryPlace, limit: number): readonly StoredEntry[] {
      return statements
        .all<EntryLine>(
          `SELECT scope, version, tbl, id, gone FROM sync_entry
            WHERE scope = ? AND (version, tbl, id) > (?, ?, ?) ORDER BY version, tbl, id LIMIT ?`,
          scope,
          after.version,
          after.table,
          after.id,
          limit,
        )
        .map(toEntry);
    },

    entriesBefore(scope: string, before: EntryPlace, limit: number): readonly StoredEntry[] {
      return statements
        .all<EntryLine>(
          `SELECT scope, version, tbl, id, gone FROM sync_entry
            WHERE scope = ? AND (version, tbl, id) < (?, ?, ?) AND gone = 0
            ORDER BY version DESC, tbl DESC, id DESC LIMIT ?`,
          scope,
          before.version,
          before.table,
          before.id,
          limit,
        )
        .map(toEntry);
    },

    leftSince(scope: string, version: number): boolean {
      const sql = 'SELECT 1 FROM sync_entry WHERE scope = ? AND version > ? AND gone = 1 LIMIT 1';
      return statements.get(sql, scope, version) !== undefined;
    },

    scopeState(scope: string): ScopeState {
      const sql = `SELECT head, history_starts_at AS historyStartsAt, digest, live
        FROM sync_scope WHERE scope = ?`;
      return statements.get<ScopeState>(sql, scope) ?? untouched;
    },

    headsAbove(version: number): readonly ScopeHead[] {
      const sql = `SELECT scope, head, history_starts_at AS historyStartsAt
        FROM sync_scope WHERE head > ?`;
      return statements.all<ScopeHead>(sql, version);
    },

    peopleWithGrantsAbove(version: number): readonly string[] {
      return statements
        .all<{ user_id: string }>('SELECT DISTINCT user_id FROM sync_grant WHERE version > ?', version)
        .map((line) => line.user_id);
    },

    putEntries(entries: readonly StoredEntry[]): void {
      for (let start = 0; start < entries.length; start += MOST_TOGETHER) {
        const some = entries.slice(start, start + MOST_TOGETHER);
        statements.run(putSql(some.length), ...some.flatMap(toValues));
      }
    },

    scopesAfter(scope: string, limit: number): readonly string[] {
      const sql = 'SELECT scope FROM sync_scope WHERE scope > ? ORDER BY scope LIMIT ?';
      return statements.all<{ scope: string }>(sql, scope, limit).map((line) => line.scope);
    },

    moveScope({ scope, head, digest, live }: ScopeMove): void {
      statements.run(
        `INSERT INTO sync_scope (scope, head, digest, live) VALUES (?, ?, ?, ?)
          ON CONFLICT (scope) DO UPDATE SET head = excluded.head, live = live + excluded.live,
            digest = (digest + excluded.digest) % ${HASH_LIMIT}`,
        scope,
        head,
        digest,
        live,
      );
    },

    putGrant(version: number, userId: string): void {
      statements.run('INSERT OR IGNORE INTO sync_grant (version, user_id) VALUES (?, ?)', version, userId);
    },
  };
}

/** Entries that one statement writes: most mutations have no more, and one statement takes less than many. */
const MOST_TOGETHER = 12;

const putSqls: string[] = [];

function putSql(count: number): string {
  const made = putSqls[count] ?? makePutSql(count);
  putSqls[count] = made;
  return made;
}

function makePutSql(count: number): string {
  const lines = Array.from({ length: count }, () => '(?, ?, ?, ?, ?)').join(', ');
  return `INSERT INTO sync_entry (tbl, id, scope, version, gone) VALUES ${lines}
    ON CONFLICT (tbl, id, scope) DO UPDATE SET version = excluded.version, gone = excluded.gone`;
}

function toValues({ table, id, scope, version, gone }: StoredEntry): (string | number)[] {
  return [table, id, scope, version, Number(gone)];
}
