import { type DeviceLine, toSession } from '../lines/device-line.ts';
import type { DeviceSession } from '../records.ts';
import type { Awaitable } from '../transaction.ts';
import type { Statements } from './statements.ts';

const columns = `id, user_id, device, token_hash, previous_hash, created_at, used_at, expires_at, revoked_at,
  wipe_asked_at, wiped_at`;

/** The calls of a transaction on passwords and devices. */
export function authCalls(statements: Statements) {
  return {
    async passwordHash(userId: string): Promise<string | undefined> {
      const sql = 'SELECT hash FROM auth_password WHERE user_id = $1';
      return (await statements.get<{ hash: string }>(sql, userId))?.hash;
    },

    async deviceSession(id: string): Promise<DeviceSession | undefined> {
      const line = await statements.get<DeviceLine>(`SELECT ${columns} FROM auth_device WHERE id = $1`, id);
      return line && toSession(line);
    },

    async deviceSessions(ids: readonly string[]): Promise<ReadonlyMap<string, DeviceSession>> {
      const sql = `SELECT ${columns} FROM auth_device WHERE id = ANY($1)`;
      const lines = await statements.all<DeviceLine>(sql, ids);
      return new Map(lines.map((line) => [line.id, toSession(line)]));
    },

    async deviceSessionsOf(userId: string): Promise<readonly DeviceSession[]> {
      const sql = `SELECT ${columns} FROM auth_device WHERE user_id = $1 ORDER BY used_at DESC, id DESC`;
      return (await statements.all<DeviceLine>(sql, userId)).map(toSession);
    },

    async authRevision(): Promise<number> {
      const sql = 'SELECT auth_revision AS revision FROM server_meta';
      return (await statements.get<{ revision: number }>(sql))?.revision ?? 0;
    },

    raiseAuthRevision(): Awaitable<void> {
      return statements.run('UPDATE server_meta SET auth_revision = auth_revision + 1');
    },

    putPasswordHash(userId: string, hash: string): Awaitable<void> {
      return statements.run(
        `INSERT INTO auth_password (user_id, hash) VALUES ($1, $2)
          ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash`,
        userId,
        hash,
      );
    },

    putDeviceSession(session: DeviceSession): Awaitable<void> {
      return statements.run(
        `INSERT INTO auth_device (${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
          ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash,
            previous_hash = excluded.previous_hash, used_at = excluded.used_at,
            expires_at = excluded.expires_at, revoked_at = excluded.revoked_at,
            wipe_asked_at = excluded.wipe_asked_at, wiped_at = excluded.wiped_at`,
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
