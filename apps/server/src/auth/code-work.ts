import type { User } from '@holdfast/shared/model/user.ts';
import { may, type Permission } from '@holdfast/shared/permissions.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { CodeRecord } from '../store/records.ts';
import { type ReadWork, readStore, type WriteWork, writeStore } from '../store/work.ts';
import { applyMutation } from '../sync/apply-mutation.ts';
import type { Commit } from '../sync/commit.ts';
import { activePerson, type Person } from '../sync/person.ts';
import { ADMINISTRATOR, systemActor } from '../sync/system-actor.ts';
import { hashCode } from './code-text.ts';
import { endSessionsOf } from './sessions.ts';

/** What it takes to make a code for somebody else. */
const permissions: Record<CodeRecord['kind'], Permission> = { invite: 'invite.manage', reset: 'user.change' };

/** How a code stands. */
export function stateOf(code: CodeRecord, now: number): 'open' | 'used' | 'expired' | 'withdrawn' {
  if (code.usedAt !== undefined) return 'used';
  if (code.withdrawnAt !== undefined) return 'withdrawn';
  return now < code.expiresAt ? 'open' : 'expired';
}

const closed = {
  used: 'This code was already used. Sign in with your password, or ask for a new code.',
  expired: 'This code has expired. Ask for a new one.',
  withdrawn: 'This code was withdrawn. Ask for a new one.',
} as const;

/**
 * The code that somebody typed, if it is good: also whoever made it must still be allowed to.
 * @throws NOT_FOUND with what to do
 */
export function* goodCode(typed: string, now: number): ReadWork<CodeRecord> {
  const code = yield* readStore((tx) => tx.codeByHash(hashCode(typed)));
  if (code === undefined) {
    throw new HoldfastError('NOT_FOUND', 'There is no such code. Check that you typed all of it.');
  }
  const state = stateOf(code, now);
  if (state !== 'open') throw new HoldfastError('NOT_FOUND', closed[state]);
  if ((yield* makerOf(code)) === undefined) throw new HoldfastError('NOT_FOUND', closed.withdrawn);
  return code;
}

/** Who made a code, as they stand now; nothing if they may no longer make such ones. */
function* makerOf(code: CodeRecord): ReadWork<Person | undefined> {
  if (code.madeBy === ADMINISTRATOR) return systemActor;
  try {
    const person = yield* activePerson(code.madeBy);
    const isOwn = code.madeBy === code.userId;
    return isOwn || may(person.user.role, permissions[code.kind], false) ? person : undefined;
  } catch (error) {
    if (error instanceof HoldfastError) return undefined;
    throw error;
  }
}

/** What redeeming needs besides the code. */
export interface Redeeming {
  readonly code: CodeRecord;
  /** The hash of the new password. */
  readonly hash: string;
  /** How an invited person wants to be named. */
  readonly name: string | undefined;
  /** The id of the new person, if there will be one. */
  readonly newUserId: string;
  readonly now: number;
}

/**
 * Makes the invited person or finds the one whose password is reset, with the new password; a reset
 * ends all their sessions. The code is used up.
 * @throws HoldfastError, before anything is written
 */
export function* redeemCode(commit: Commit, redeeming: Redeeming): WriteWork<User> {
  const { code, hash, now } = redeeming;
  const user = code.kind === 'invite' ? yield* join(commit, redeeming) : yield* ownerOf(code);
  yield* writeStore((tx) => tx.putPasswordHash(user.id, hash));
  yield* endSessionsOf(user.id, now);
  yield* writeStore((tx) => tx.putCode({ ...code, usedAt: now }));
  yield* withdrawOpen('reset', now, ({ userId }) => userId === user.id);
  return user;
}

function* join(commit: Commit, { code, name, newUserId }: Redeeming): WriteWork<User> {
  const maker = yield* makerOf(code);
  if (maker === undefined) throw new HoldfastError('NOT_FOUND', closed.withdrawn);
  const args = { id: newUserId, email: code.email, name: name ?? code.name, role: code.role };
  yield* applyMutation(commit, maker, { name: 'user.add', args, at: commit.now });
  return (yield* activePerson(newUserId)).user;
}

function* ownerOf(code: CodeRecord): ReadWork<User> {
  return (yield* activePerson(code.userId ?? '')).user;
}

/** Withdraws the open codes of a kind that are like this. Gives how many. */
export function* withdrawOpen(
  kind: CodeRecord['kind'],
  now: number,
  isLikeThis: (code: CodeRecord) => boolean,
): WriteWork<number> {
  const open = yield* readStore((tx) => tx.openCodes(kind, now));
  const found = open.filter(isLikeThis);
  for (const code of found) yield* writeStore((tx) => tx.putCode({ ...code, withdrawnAt: now }));
  return found.length;
}
