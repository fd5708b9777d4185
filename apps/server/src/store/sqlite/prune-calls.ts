import type { Statements } from './statements.ts';

interface GoneLine {
  readonly tbl: string;
  readonly id: string;
  readonly scope: string;
  readonly version: number;
}

/** The calls of a transaction on what grows old: gone entries, grants, results, and when versions were made (S18). */
export function pruneCalls(statements: Statements) {
  return {
    versionBefore(hour: string): number {
      const sql = 'SELECT max(version) AS version FROM sync_hour WHERE hour < ?';
      return statements.get<{ version: number | null }>(sql, hour)?.version ?? 0;
    },

    putHour(hour: string, version: number): void {
      statements.run(
        `INSERT INTO sync_hour (hour, version) VALUES (?, ?)
          ON CONFLICT (hour) DO UPDATE SET version = excluded.version`,
        hour,
        version,
      );
    },

    dropGone(upToVersion: number, limit: number): number {
      const lines = statements.all<GoneLine>(
        `SELECT tbl, id, scope, version FROM sync_entry
          WHERE gone = 1 AND version <= ? ORDER BY version LIMIT ?`,
        upToVersion,
        limit,
      );
      for (const { tbl, id, scope, version } of lines) {
        statements.run('DELETE FROM sync_entry WHERE tbl = ? AND id = ? AND scope = ?', tbl, id, scope);
        statements.run(
          'UPDATE sync_scope SET history_starts_at = max(history_starts_at, ?) WHERE scope = ?',
          version,
          scope,
        );
      }
      return lines.length;
    },

    dropGrants(upToVersion: number): void {
      statements.run('DELETE FROM sync_grant WHERE version <= ?', upToVersion);
    },

    dropHours(belowVersion: number): void {
      statements.run('DELETE FROM sync_hour WHERE version < ?', belowVersion);
    },

    dropResults(before: string, upToVersion: number, limit: number): number {
      const lines = statements.all<{ client_id: string; seq: number }>(
        `SELECT client_id, seq FROM (
            SELECT client_id, seq FROM sync_result WHERE version <= ?
            UNION ALL SELECT client_id, seq FROM sync_result WHERE version IS NULL AND at < ?
          ) AS old JOIN sync_client USING (client_id) WHERE seq <= acked LIMIT ?`,
        upToVersion,
        before,
        limit,
      );
      for (const { client_id, seq } of lines) {
        statements.run('DELETE FROM sync_result WHERE client_id = ? AND seq = ?', client_id, seq);
      }
      return lines.length;
    },
  };
}
