import { HASH_LIMIT } from '@holdfast/shared/hash.ts';
import { type EntryLine, toEntry, untouched } from '../lines/entry-line.ts';
import type { EntryPlace, ScopeHead, ScopeMove, ScopeState, StoredEntry } from '../records.ts';
import type { Awaitable } from '../transaction.ts';
import type { Statements } from './statements.ts';

/** The calls of a transaction on entries, heads and grants. */
export function entryCalls(statements: Statements) {
  return {
    async entriesOfRow(table: string, id: string): Promise<readonly StoredEntry[]> {
      const sql = 'SELECT scope, tbl, id, version, gone FROM sync_entry WHERE tbl = $1 AND id = $2';
      return (await statements.all<EntryLine>(sql, table, id)).map(toEntry);
    },

    async entriesAfter(scope: string, after: EntryPlace, limit: number): Promise<readonly StoredEntry[]> {
      const sql = `SELECT scope, version, tbl, id, gone FROM sync_entry
        WHERE scope = $1 AND (version, tbl, id) > ($2, $3, $4) ORDER BY version, tbl, id LIMIT $5`;
      const { version, table, id } = after;
      return (await statements.all<EntryLine>(sql, scope, version, table, id, limit)).map(toEntry);
    },

    async entriesBefore(scope: string, before: EntryPlace, limit: number): Promise<readonly StoredEntry[]> {
      const sql = `SELECT scope, version, tbl, id, gone FROM sync_entry
        WHERE scope = $1 AND (version, tbl, id) < ($2, $3, $4) AND gone = 0
        ORDER BY version DESC, tbl DESC, id DESC LIMIT $5`;
      const { version, table, id } = before;
      return (await statements.all<EntryLine>(sql, scope, version, table, id, limit)).map(toEntry);
    },

    async leftSince(scope: string, version: number): Promise<boolean> {
      const sql = 'SELECT 1 FROM sync_entry WHERE scope = $1 AND version > $2 AND gone = 1 LIMIT 1';
      return (await statements.get(sql, scope, version)) !== undefined;
    },

    async scopeState(scope: string): Promise<ScopeState> {
      const sql = `SELECT head, history_starts_at AS "historyStartsAt", digest, live
        FROM sync_scope WHERE scope = $1`;
      return (await statements.get<ScopeState>(sql, scope)) ?? untouched;
    },

    headsAbove(version: number): Promise<readonly ScopeHead[]> {
      const sql = `SELECT scope, head, history_starts_at AS "historyStartsAt"
        FROM sync_scope WHERE head > $1`;
      return statements.all<ScopeHead>(sql, version);
    },

    async peopleWithGrantsAbove(version: number): Promise<readonly string[]> {
      const sql = 'SELECT DISTINCT user_id FROM sync_grant WHERE version > $1';
      return (await statements.all<{ user_id: string }>(sql, version)).map((line) => line.user_id);
    },

    putEntries(entries: readonly StoredEntry[]): Awaitable<void> {
      const newest = newestOfEach(entries);
      return statements.run(
        `INSERT INTO sync_entry (tbl, id, scope, version, gone)
          SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::integer[])
          ON CONFLICT (tbl, id, scope) DO UPDATE SET version = excluded.version, gone = excluded.gone`,
        newest.map((entry) => entry.table),
        newest.map((entry) => entry.id),
        newest.map((entry) => entry.scope),
        newest.map((entry) => entry.version),
        newest.map((entry) => Number(entry.gone)),
      );
    },

    async scopesAfter(scope: string, limit: number): Promise<readonly string[]> {
      const sql = 'SELECT scope FROM sync_scope WHERE scope > $1 ORDER BY scope LIMIT $2';
      return (await statements.all<{ scope: string }>(sql, scope, limit)).map((line) => line.scope);
    },

    moveScope({ scope, head, digest, live }: ScopeMove): Awaitable<void> {
      return statements.run(
        `INSERT INTO sync_scope AS known (scope, head, digest, live) VALUES ($1, $2, $3, $4)
          ON CONFLICT (scope) DO UPDATE SET head = excluded.head, live = known.live + excluded.live,
            digest = (known.digest + excluded.digest) % ${HASH_LIMIT}`,
        scope,
        head,
        digest,
        live,
      );
    },

    putGrant(version: number, userId: string): Awaitable<void> {
      const sql = 'INSERT INTO sync_grant (version, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING';
      return statements.run(sql, version, userId);
    },
  };
}

/** One statement may not write the same line twice: the last word on a row in a scope counts. */
function newestOfEach(entries: readonly StoredEntry[]): readonly StoredEntry[] {
  if (entries.length === 1) return entries;
  return [...new Map(entries.map((entry) => [`${entry.table}/${entry.id}/${entry.scope}`, entry])).values()];
}
