import { writeAudit } from '../audit/write-audit.ts';
import type { DeviceSession } from '../store/records.ts';
import { type ReadWork, readStore, type WriteWork } from '../store/work.ts';
import type { Commit } from '../sync/commit.ts';
import { hashToken, sessionOf } from './refresh-token.ts';
import { putEnded } from './sessions.ts';

/** The session that a device signs out of, if there is still something to end or to note of it. */
export function* sessionToLeave(token: string): ReadWork<DeviceSession | undefined> {
  const session = yield* readStore((tx) => tx.deviceSession(sessionOf(token)));
  const hash = hashToken(token);
  if (session === undefined || (hash !== session.tokenHash && hash !== session.previousHash))
    return undefined;
  return session.revokedAt === undefined || owesWipe(session) ? session : undefined;
}

/** Ends the session of a token. A device that was asked to remove its data says with it that it did. */
export function* leave(commit: Commit, token: string, now: number, address: string): WriteWork<void> {
  const session = yield* sessionToLeave(token);
  if (session === undefined) return;
  const wiped = owesWipe(session);
  const revokedAt = session.revokedAt ?? now;
  yield* putEnded({ ...session, revokedAt, wipedAt: wiped ? now : session.wipedAt });
  const details = { device: session.device, ...(wiped && { wiped }) };
  yield* writeAudit(commit.now, {
    kind: 'sign-out',
    actorId: session.userId,
    subject: null,
    address,
    details,
  });
}

function owesWipe({ wipeAskedAt, wipedAt }: DeviceSession): boolean {
  return wipeAskedAt !== undefined && wipedAt === undefined;
}
