import type { Awaitable } from '../transaction.ts';
import type { Statements } from './statements.ts';

/** The calls of a transaction on what grows old: gone entries, grants, results, and when versions were made (S18). */
export function pruneCalls(statements: Statements) {
  const count = async (sql: string, ...values: (string | number)[]): Promise<number> =>
    (await statements.get<{ count: number }>(sql, ...values))?.count ?? 0;
  return {
    async versionBefore(hour: string): Promise<number> {
      const sql = 'SELECT max(version) AS version FROM sync_hour WHERE hour < $1';
      return (await statements.get<{ version: number | null }>(sql, hour))?.version ?? 0;
    },

    putHour(hour: string, version: number): Awaitable<void> {
      return statements.run(
        `INSERT INTO sync_hour (hour, version) VALUES ($1, $2)
          ON CONFLICT (hour) DO UPDATE SET version = excluded.version`,
        hour,
        version,
      );
    },

    dropGone(upToVersion: number, limit: number): Promise<number> {
      const sql = `WITH old AS (
          SELECT tbl, id, scope, version FROM sync_entry
            WHERE gone = 1 AND version <= $1 ORDER BY version LIMIT $2
        ), dropped AS (
          DELETE FROM sync_entry AS e USING old WHERE (e.tbl, e.id, e.scope) = (old.tbl, old.id, old.scope)
        ), moved AS (
          UPDATE sync_scope AS s SET history_starts_at = greatest(s.history_starts_at, newest.version)
            FROM (SELECT scope, max(version) AS version FROM old GROUP BY scope) AS newest
            WHERE s.scope = newest.scope
        )
        SELECT count(*) AS count FROM old`;
      return count(sql, upToVersion, limit);
    },

    dropGrants(upToVersion: number): Awaitable<void> {
      return statements.run('DELETE FROM sync_grant WHERE version <= $1', upToVersion);
    },

    dropHours(belowVersion: number): Awaitable<void> {
      return statements.run('DELETE FROM sync_hour WHERE version < $1', belowVersion);
    },

    dropResults(before: string, upToVersion: number, limit: number): Promise<number> {
      const sql = `WITH old AS (
          SELECT client_id, seq FROM (
            SELECT client_id, seq FROM sync_result WHERE version <= $2
            UNION ALL SELECT client_id, seq FROM sync_result WHERE version IS NULL AND at < $1
          ) AS aged JOIN sync_client USING (client_id) WHERE seq <= acked LIMIT $3
        ), dropped AS (
          DELETE FROM sync_result AS r USING old WHERE (r.client_id, r.seq) = (old.client_id, old.seq)
        )
        SELECT count(*) AS count FROM old`;
      return count(sql, before, upToVersion, limit);
    },
  };
}
