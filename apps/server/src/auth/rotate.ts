import type { User } from '@holdfast/shared/model/user.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { DeviceSession } from '../store/records.ts';
import { type ReadWork, readStore, type WriteWork, writeStore } from '../store/work.ts';
import { activePerson } from '../sync/person.ts';
import { hashToken, type RefreshTokens, sessionOf } from './refresh-token.ts';
import { isGood, putEnded, type SessionLife, wipeError } from './sessions.ts';

/** A refresh token that is used, and the random text that goes with it if the device kept one. */
export interface Use {
  readonly token: string;
  readonly attempt: string | undefined;
}

/** What comes in besides the request. */
export interface RotateOptions {
  readonly tokens: RefreshTokens;
  readonly life: SessionLife;
  readonly now: number;
  /** The same moment as the audit log writes it. */
  readonly at: string;
  readonly address: string;
}

/** `reused`: the session was ended, since a token of it was used twice. `ended`: it was over, or never was. */
export type Rotated =
  | { readonly kind: 'rotated'; readonly user: User; readonly sessionId: string; readonly next: string }
  | { readonly kind: 'reused' | 'ended' };

/** Whether a token is or was one of its session's: anything else is not worth a transaction that writes. */
export function* isKnown(token: string, tokens: RefreshTokens): ReadWork<boolean> {
  const session = yield* readStore((tx) => tx.deviceSession(sessionOf(token)));
  return session !== undefined && (placeOf(token, session) !== 'other' || tokens.isOurs(token));
}

/**
 * Takes a refresh token and gives the next one. Two tries with one token are one after the other,
 * since transactions are: the second gets the same answer if it is the same attempt, and ends the
 * session if it is not.
 * @throws AUTHORIZATION_FAILED: `wipe` for whoever holds a token of such a device, `disabled`
 */
export function* rotate(use: Use, options: RotateOptions): WriteWork<Rotated> {
  const session = yield* readStore((tx) => tx.deviceSession(sessionOf(use.token)));
  if (session === undefined) return { kind: 'ended' };
  const place = placeOf(use.token, session);
  if (place !== 'other' && session.wipeAskedAt !== undefined) throw wipeError();
  if (!isGood(session, options.now, options.life)) return { kind: 'ended' };
  if (place === 'newest') return yield* goOn(use, session, options);
  if (place === 'before' && isRepeated(use, session, options)) return yield* goOn(use, session, options);
  if (place === 'other' && !options.tokens.isOurs(use.token)) return { kind: 'ended' };
  yield* endReused(session, options);
  return { kind: 'reused' };
}

function placeOf(token: string, session: DeviceSession): 'newest' | 'before' | 'other' {
  const hash = hashToken(token);
  if (hash === session.tokenHash) return 'newest';
  return hash === session.previousHash ? 'before' : 'other';
}

/** Whether the newest token was made for this very attempt, whose answer may have been lost. */
function isRepeated({ token, attempt }: Use, session: DeviceSession, { tokens }: RotateOptions): boolean {
  return attempt !== undefined && hashToken(tokens.next(token, attempt)) === session.tokenHash;
}

function* goOn(use: Use, session: DeviceSession, { tokens, now }: RotateOptions): WriteWork<Rotated> {
  const { user } = yield* activePerson(session.userId);
  const next = tokens.next(use.token, use.attempt);
  const rotated = {
    ...session,
    tokenHash: hashToken(next),
    previousHash: hashToken(use.token),
    usedAt: now,
  };
  yield* writeStore((tx) => tx.putDeviceSession(rotated));
  return { kind: 'rotated', user, sessionId: session.id, next };
}

function* endReused(session: DeviceSession, { now, at, address }: RotateOptions): WriteWork<void> {
  yield* putEnded({ ...session, revokedAt: now });
  yield* writeAudit(at, {
    kind: 'device-ended',
    actorId: null,
    subject: `user:${session.userId}`,
    address,
    details: { device: session.device, why: 'a refresh token was used twice' },
  });
}
