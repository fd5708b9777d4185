import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { query } from '@holdfast/shared/effect/rows.ts';
import { type User, userModel } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { SignedIn, SignInRequest } from '@holdfast/shared/protocol/sign-in.ts';
import type { DeviceSession } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { type ReadWork, readStore, type WriteWork, writeStore } from '../store/work.ts';
import type { Outside } from '../sync/outside.ts';
import { activePerson, disabledError } from '../sync/person.ts';
import { runReadingEffect } from '../sync/run-effect.ts';
import type { AccessTokens } from './access-token.ts';
import { isPassword } from './password.ts';
import { hashToken, newRefreshToken, sessionOf } from './refresh-token.ts';

export interface AccountsOptions {
  readonly store: Store;
  readonly tokens: AccessTokens;
  readonly outside: Outside;
  /** How long a device may stay away, and how long a sign-in lasts at most. */
  readonly refreshTokenSeconds: number;
  readonly sessionSeconds: number;
}

/** Signs people in and out on their devices. */
export class Accounts {
  readonly #options: AccountsOptions;

  constructor(options: AccountsOptions) {
    this.#options = options;
  }

  /**
   * @throws AUTHENTICATION_FAILED, the same for a wrong password and for nobody;
   *   AUTHORIZATION_FAILED (`disabled`) once the password was right
   */
  async signIn(request: SignInRequest): Promise<SignedIn> {
    const { store, outside, sessionSeconds } = this.#options;
    const { user, hash } = await store.read(() => findAccount(request.email));
    const matches = await isPassword(hash, request.password);
    if (user === undefined || !matches) throw wrongPassword();
    if (user.disabled) throw disabledError();
    const now = outside.now();
    const id = outside.newId();
    const token = newRefreshToken(id);
    const session: DeviceSession = {
      id,
      userId: user.id,
      device: request.device,
      tokenHash: hashToken(token),
      previousHash: undefined,
      createdAt: now,
      usedAt: now,
      expiresAt: now + sessionSeconds * 1000,
      revokedAt: undefined,
      attemptHash: undefined,
      wipeAskedAt: undefined,
      wipedAt: undefined,
    };
    await store.write(() => writeStore((tx) => tx.putDeviceSession(session)));
    return this.#answer(user, id, token);
  }

  /**
   * Gives new tokens for a refresh token. The one before stays good until the new one is used, since
   * the answer may be lost; an older one means that somebody copied it, and ends the session.
   * @throws AUTHENTICATION_FAILED, AUTHORIZATION_FAILED (`disabled`)
   */
  async refresh(refreshToken: string): Promise<SignedIn> {
    const { store, outside, refreshTokenSeconds } = this.#options;
    const id = sessionOf(refreshToken);
    const next = newRefreshToken(id);
    const now = outside.now();
    const user = await store.write(() => rotate(refreshToken, next, now, refreshTokenSeconds * 1000));
    if (user === undefined) throw signInAgain();
    return this.#answer(user, id, next);
  }

  /** Ends a device's session. A token that is no longer good has nothing to end. */
  async signOut(refreshToken: string): Promise<void> {
    const { store, outside } = this.#options;
    await store.write(() => revoke(refreshToken, outside.now()));
  }

  async #answer(user: User, sessionId: string, refreshToken: string): Promise<SignedIn> {
    const accessToken = await this.#options.tokens.issue({ userId: user.id, sessionId });
    const { id, name, email, role } = user;
    return { accessToken, refreshToken, user: { id, name, email, role } };
  }
}

function wrongPassword(): HoldfastError {
  return new HoldfastError('AUTHENTICATION_FAILED', 'The e-mail address or the password is wrong.');
}

function signInAgain(): HoldfastError {
  return new HoldfastError('AUTHENTICATION_FAILED', 'This sign-in has ended. Sign in again.');
}

function* userByEmail(email: string): Effect<User | undefined> {
  return (yield* query(userModel, { email }, 1))[0];
}

function* findAccount(email: string): ReadWork<{ user: User | undefined; hash: string | undefined }> {
  const user = yield* runReadingEffect(userByEmail(email));
  const hash = user === undefined ? undefined : yield* readStore((tx) => tx.passwordHash(user.id));
  return { user, hash };
}

/** The session's person, after its token was changed; nothing if the token is not good (any more). */
function* rotate(token: string, next: string, now: number, idleMs: number): WriteWork<User | undefined> {
  const session = yield* readStore((tx) => tx.deviceSession(sessionOf(token)));
  if (session === undefined || !isGood(session, now, idleMs)) return undefined;
  const hash = hashToken(token);
  if (hash !== session.tokenHash && hash !== session.previousHash) {
    yield* writeStore((tx) => tx.putDeviceSession({ ...session, revokedAt: now }));
    return undefined;
  }
  const { user } = yield* activePerson(session.userId);
  const rotated = { ...session, tokenHash: hashToken(next), previousHash: hash, usedAt: now };
  yield* writeStore((tx) => tx.putDeviceSession(rotated));
  return user;
}

function* revoke(token: string, now: number): WriteWork<void> {
  const session = yield* readStore((tx) => tx.deviceSession(sessionOf(token)));
  const hash = hashToken(token);
  if (session === undefined || (hash !== session.tokenHash && hash !== session.previousHash)) return;
  yield* writeStore((tx) => tx.putDeviceSession({ ...session, revokedAt: now }));
}

/** Whether a session is neither ended, nor too old, nor unused for too long. */
function isGood(session: DeviceSession, now: number, idleMs: number): boolean {
  return session.revokedAt === undefined && now < session.expiresAt && now < session.usedAt + idleMs;
}

/**
 * The session that a token names, if it still lives. Read with each handshake and each request.
 * @throws AUTHENTICATION_FAILED (`ended`), AUTHORIZATION_FAILED (`wipe`) if its device shall remove its data
 */
export function* liveSession(sessionId: string, now: number): ReadWork<DeviceSession> {
  const session = yield* readStore((tx) => tx.deviceSession(sessionId));
  if (session?.wipeAskedAt !== undefined) throw wipeError();
  if (session !== undefined && session.revokedAt === undefined && now < session.expiresAt) return session;
  throw new HoldfastError('AUTHENTICATION_FAILED', 'This sign-in has ended. Sign in again.', {
    reason: 'ended',
  });
}

/** The error for a device whose data an admin wants removed. */
export function wipeError(): HoldfastError {
  return new HoldfastError(
    'AUTHORIZATION_FAILED',
    'An administrator asked to remove the data of this device.',
    {
      reason: 'wipe',
    },
  );
}
