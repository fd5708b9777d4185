import type { EntryPlace, ScopeHead, StoredEntry } from '../records.ts';
import type { Statements } from './statements.ts';

interface EntryLine {
  readonly scope: string;
  readonly tbl: string;
  readonly id: string;
  readonly version: number;
  readonly gone: number;
}

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

    head(scope: string): number {
      return (
        statements.get<{ head: number }>('SELECT head FROM sync_scope WHERE scope = ?', scope)?.head ?? 0
      );
    },

    headsAbove(version: number): readonly ScopeHead[] {
      return statements.all<ScopeHead>('SELECT scope, head FROM sync_scope WHERE head > ?', version);
    },

    peopleWithGrantsAbove(version: number): readonly string[] {
      return statements
        .all<{ user_id: string }>('SELECT DISTINCT user_id FROM sync_grant WHERE version > ?', version)
        .map((line) => line.user_id);
    },

    putEntry(entry: StoredEntry): void {
      statements.run(
        `INSERT INTO sync_entry (tbl, id, scope, version, gone) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (tbl, id, scope) DO UPDATE SET version = excluded.version, gone = excluded.gone`,
        entry.table,
        entry.id,
        entry.scope,
        entry.version,
        Number(entry.gone),
      );
    },

    putHead(scope: string, head: number): void {
      statements.run(
        `INSERT INTO sync_scope (scope, head) VALUES (?, ?)
          ON CONFLICT (scope) DO UPDATE SET head = excluded.head`,
        scope,
        head,
      );
    },

    putGrant(version: number, userId: string): void {
      statements.run('INSERT OR IGNORE INTO sync_grant (version, user_id) VALUES (?, ?)', version, userId);
    },
  };
}

function toEntry(line: EntryLine): StoredEntry {
  return {
    scope: line.scope,
    table: line.tbl,
    id: line.id,
    version: line.version,
    gone: line.gone !== 0,
  };
}
