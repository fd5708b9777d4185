import type { User } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import { hashPassword, passwordProblem } from '../auth/password.ts';
import { type WriteWork, writeStore } from '../store/work.ts';
import { applyMutation } from '../sync/apply-mutation.ts';
import type { Commit } from '../sync/commit.ts';
import { systemActor } from '../sync/system-actor.ts';
import { applyChange } from './apply-change.ts';
import { requireUser, userByEmail } from './find-users.ts';
import type { OpenData } from './open-data.ts';

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly password: string;
}

export interface AddedUser {
  readonly id: string;
  readonly email: string;
}

/** What may be changed of a person; what is not given stays. */
export interface UserChanges {
  readonly name?: string;
  readonly email?: string;
  readonly role?: string;
}

/**
 * Adds a person with their password, in one transaction.
 * @throws HoldfastError CONFLICT "… already exists", INVALID_MESSAGE for what is not well formed
 */
export async function addUser(data: OpenData, { password, ...user }: NewUser): Promise<AddedUser> {
  const email = user.email.trim().toLowerCase();
  const problem = passwordProblem(password, { ...user, email });
  if (problem !== undefined) throw new HoldfastError('INVALID_MESSAGE', problem);
  if ((await userByEmail(data.store, email)) !== undefined) {
    throw new HoldfastError('CONFLICT', `A person with ${email} already exists.`);
  }
  const hash = await hashPassword(password);
  const id = data.outside.newId();
  const at = formatTime(data.outside.now());
  const change = { name: 'user.add', args: { id, ...user, email }, at };
  await data.queue.submit(1, function* (commit: Commit): WriteWork<void> {
    yield* applyMutation(commit, systemActor, change);
    yield* writeStore((tx) => tx.putPasswordHash(id, hash));
  });
  return { id, email };
}

/**
 * Disables a person; a running server ends their connections within a second.
 * @throws HoldfastError NOT_FOUND, CONFLICT for the only admin
 */
export async function disableUser(data: OpenData, email: string): Promise<User> {
  const user = await requireUser(data.store, email);
  await applyChange(data, 'user.disable', { id: user.id });
  return { ...user, disabled: true };
}

/**
 * Lets a disabled person in again, with the password that they had.
 * @throws HoldfastError NOT_FOUND
 */
export async function enableUser(data: OpenData, email: string): Promise<User> {
  const user = await requireUser(data.store, email);
  await applyChange(data, 'user.enable', { id: user.id });
  return { ...user, disabled: false };
}

/**
 * Changes a person's name, e-mail address or role.
 * @throws HoldfastError NOT_FOUND, CONFLICT for an address that is taken or the only admin, INVALID_MESSAGE
 */
export async function changeUser(data: OpenData, email: string, wanted: UserChanges): Promise<User> {
  if (Object.values(wanted).every((value) => value === undefined)) {
    throw new HoldfastError('INVALID_MESSAGE', 'Say what to change: --name, --email or --role.');
  }
  const user = await requireUser(data.store, email);
  const changes = {
    ...(wanted.name !== undefined && { name: { was: user.name, now: wanted.name } }),
    ...(wanted.email !== undefined && { email: { was: user.email, now: wanted.email.trim().toLowerCase() } }),
    ...(wanted.role !== undefined && { role: { was: user.role, now: wanted.role } }),
  };
  await applyChange(data, 'user.update', { id: user.id, changes });
  return requireUser(data.store, changes.email?.now ?? user.email);
}
