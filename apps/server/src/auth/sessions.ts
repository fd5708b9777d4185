import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { DeviceSession } from '../store/records.ts';
import { type ReadWork, readStore, type WriteWork, writeStore } from '../store/work.ts';
import { hashToken } from './refresh-token.ts';

/** How long a session lasts, in milliseconds: unused, and at most. */
export interface SessionLife {
  readonly idleMs: number;
  readonly totalMs: number;
}

export interface NewSession {
  readonly id: string;
  readonly userId: string;
  readonly device: string;
  /** Its first refresh token. */
  readonly token: string;
}

/** Opens a session for a device. */
export function* openSession(
  { id, userId, device, token }: NewSession,
  now: number,
  life: SessionLife,
): WriteWork<void> {
  const session: DeviceSession = {
    id,
    userId,
    device,
    tokenHash: hashToken(token),
    previousHash: undefined,
    createdAt: now,
    usedAt: now,
    expiresAt: now + life.totalMs,
    revokedAt: undefined,
    wipeAskedAt: undefined,
    wipedAt: undefined,
  };
  yield* writeStore((tx) => tx.putDeviceSession(session));
}

/** Keeps a session that has just ended, and lets all processes know. */
export function* putEnded(session: DeviceSession): WriteWork<void> {
  yield* writeStore((tx) => tx.putDeviceSession(session));
  yield* writeStore((tx) => tx.raiseAuthRevision());
}

/** Ends all sessions of a person but one. Gives how many. */
export function* endSessionsOf(userId: string, now: number, butId?: string): WriteWork<number> {
  const all = yield* readStore((tx) => tx.deviceSessionsOf(userId));
  const standing = all.filter(({ id, revokedAt }) => revokedAt === undefined && id !== butId);
  for (const session of standing) yield* putEnded({ ...session, revokedAt: now });
  return standing.length;
}

/** Whether a session is neither ended, nor too old, nor unused for too long. */
export function isGood(session: DeviceSession, now: number, { idleMs }: SessionLife): boolean {
  return session.revokedAt === undefined && now < session.expiresAt && now < session.usedAt + idleMs;
}

/**
 * The session that a token names, if it still lives. Read with each handshake and each request.
 * @throws AUTHENTICATION_FAILED (`ended`), AUTHORIZATION_FAILED (`wipe`) if its device shall remove its data
 */
export function* liveSession(sessionId: string, now: number): ReadWork<DeviceSession> {
  return requireLive(yield* readStore((tx) => tx.deviceSession(sessionId)), now);
}

/** Throws as liveSession does, for a session that was read already. */
export function requireLive(session: DeviceSession | undefined, now: number): DeviceSession {
  if (session?.wipeAskedAt !== undefined) throw wipeError();
  if (session !== undefined && session.revokedAt === undefined && now < session.expiresAt) return session;
  throw endedError();
}

/** The error for a session that is over. */
export function endedError(): HoldfastError {
  return new HoldfastError('AUTHENTICATION_FAILED', 'This sign-in has ended. Sign in again.', {
    reason: 'ended',
  });
}

/** The error for a device whose data an admin wants removed. */
export function wipeError(): HoldfastError {
  return new HoldfastError(
    'AUTHORIZATION_FAILED',
    'An administrator asked to remove the data of this device.',
    { reason: 'wipe' },
  );
}
