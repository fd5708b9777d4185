import type { User } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Store } from '../store/store.ts';
import { type ReadWork, readStore, type WriteWork, writeStore } from '../store/work.ts';
import { inCommit } from '../sync/commit.ts';
import type { Outside } from '../sync/outside.ts';
import { withdrawOpen } from './code-work.ts';
import { hashPassword, isPassword, passwordProblem } from './password.ts';
import { endSessionsOf } from './sessions.ts';
import { runTry, type SignInLimits } from './sign-in-limits.ts';

export interface ChangePasswordOptions {
  readonly store: Store;
  readonly outside: Outside;
  readonly limits: SignInLimits;
  /** Called after sessions were ended. */
  readonly sessionsEnded: () => void;
}

/** Who changes their password, on which of their devices, and from where. */
export interface PasswordChange {
  readonly user: User;
  readonly sessionId: string;
  readonly address: string;
  readonly current: string;
  readonly next: string;
}

/**
 * Gives a person a new password, ends all their sessions but this one, and withdraws codes that would
 * set another one. Whoever found a device unlocked must not guess the password here either.
 * @throws AUTHENTICATION_FAILED for a wrong password, INVALID_MESSAGE for a new one that will not do,
 *   RATE_LIMIT_EXCEEDED
 */
export async function changePassword(change: PasswordChange, options: ChangePasswordOptions): Promise<void> {
  const { store, outside, limits, sessionsEnded } = options;
  const { user, address, current, next } = change;
  const problem = passwordProblem(next, user);
  if (problem !== undefined) throw new HoldfastError('INVALID_MESSAGE', problem);
  const attempt = await limits.take(user.email, address);
  const known = await runTry(attempt, 'AUTHENTICATION_FAILED', () =>
    requirePassword(user.id, current, store),
  );
  const hash = await hashPassword(next);
  await store.write(() =>
    inCommit(outside, function* (commit): WriteWork<void> {
      yield* requireStill(user.id, known);
      yield* replace(change, hash, outside.now());
      const about = { actorId: user.id, subject: `user:${user.id}`, address };
      yield* writeAudit(commit.now, { kind: 'password-changed', ...about });
    }),
  );
  sessionsEnded();
}

/** Gives the hash of the present password. */
async function requirePassword(userId: string, password: string, store: Store): Promise<string | undefined> {
  const known = await store.read(() => readStore((tx) => tx.passwordHash(userId)));
  if (await isPassword(known, password)) return known;
  throw wrongPassword();
}

function* replace({ user, sessionId }: PasswordChange, hash: string, now: number): WriteWork<void> {
  yield* writeStore((tx) => tx.putPasswordHash(user.id, hash));
  yield* endSessionsOf(user.id, now, sessionId);
  yield* withdrawOpen('reset', now, ({ userId }) => userId === user.id);
}

/** Somebody else may have set another password while this one was checked. */
function* requireStill(userId: string, known: string | undefined): ReadWork<void> {
  if ((yield* readStore((tx) => tx.passwordHash(userId))) !== known) throw wrongPassword();
}

function wrongPassword(): HoldfastError {
  return new HoldfastError('AUTHENTICATION_FAILED', 'The present password is wrong.', { reason: 'password' });
}
