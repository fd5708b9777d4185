import { type DeviceLine, toSession } from '../lines/device-line.ts';
import type { DeviceSession } from '../records.ts';
import type { Statements } from './statements.ts';

/** The calls of a transaction on passwords and devices. */
export function authCalls(statements: Statements) {
  return {
    passwordHash(userId: string): string | undefined {
      return statements.get<{ hash: string }>('SELECT hash FROM auth_password WHERE user_id = ?', userId)
        ?.hash;
    },

    deviceSession(id: string): DeviceSession | undefined {
      const line = statements.get<DeviceLine>('SELECT * FROM auth_device WHERE id = ?', id);
      return line && toSession(line);
    },

    deviceSessions(ids: readonly string[]): ReadonlyMap<string, DeviceSession> {
      const sql = 'SELECT * FROM auth_device WHERE id IN (SELECT value FROM json_each(?))';
      const lines = statements.all<DeviceLine>(sql, JSON.stringify(ids));
      return new Map(lines.map((line) => [line.id, toSession(line)]));
    },

    deviceSessionsOf(userId: string): readonly DeviceSession[] {
      const sql = 'SELECT * FROM auth_device WHERE user_id = ? ORDER BY used_at DESC, id DESC';
      return statements.all<DeviceLine>(sql, userId).map(toSession);
    },

    authRevision(): number {
      return (
        statements.get<{ revision: number }>('SELECT auth_revision AS revision FROM server_meta')?.revision ??
        0
      );
    },

    raiseAuthRevision(): void {
      statements.run('UPDATE server_meta SET auth_revision = auth_revision + 1');
    },

    putPasswordHash(userId: string, hash: string): void {
      statements.run(
        `INSERT INTO auth_password (user_id, hash) VALUES (?, ?)
          ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash`,
        userId,
        hash,
      );
    },

    putDeviceSession(session: DeviceSession): void {
      statements.run(
        `INSERT INTO auth_device
            (id, user_id, device, token_hash, previous_hash, created_at, used_at, expires_at, revoked_at,
              wipe_asked_at, wiped_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash,
            previous_hash = excluded.previous_hash, used_at = excluded.used_at,
            expires_at = excluded.expires_at, revoked_at = excluded.revoked_at,
            wipe_asked_at = excluded.wipe_asked_at,
            wiped_at = excluded.wiped_at`,
        session.id,
        session.userId,
        session.device,
        session.tokenHash,
        session.previousHash ?? null,
        session.createdAt,
        session.usedAt,
        session.expiresAt,
        session.revokedAt ?? null,
        session.wipeAskedAt ?? null,
        session.wipedAt ?? null,
      );
    },
  };
}
