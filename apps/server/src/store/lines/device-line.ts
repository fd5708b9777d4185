import type { DeviceSession } from '../records.ts';

export interface DeviceLine {
  readonly id: string;
  readonly user_id: string;
  readonly device: string;
  readonly token_hash: string;
  readonly previous_hash: string | null;
  readonly created_at: number;
  readonly used_at: number;
  readonly expires_at: number;
  readonly revoked_at: number | null;
  readonly wipe_asked_at: number | null;
  readonly wiped_at: number | null;
}

export function toSession(line: DeviceLine): DeviceSession {
  return {
    id: line.id,
    userId: line.user_id,
    device: line.device,
    tokenHash: line.token_hash,
    previousHash: line.previous_hash ?? undefined,
    createdAt: line.created_at,
    usedAt: line.used_at,
    expiresAt: line.expires_at,
    revokedAt: line.revoked_at ?? undefined,
    wipeAskedAt: line.wipe_asked_at ?? undefined,
    wipedAt: line.wiped_at ?? undefined,
  };
}
