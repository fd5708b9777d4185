import type { User } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import { hashPassword, passwordProblem } from '../auth/password.ts';
import { type WriteWork, writeStore } from '../store/work.ts';
import { applyMutation } from '../sync/apply-mutation.ts';
import type { Commit } from '../sync/commit.ts';
import { allUsers, userByEmail } from './find-users.ts';
import type { OpenData } from './open-data.ts';
import { systemActor } from './system-actor.ts';

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

/**
 * Adds a person with their password, in one transaction.
 * @throws HoldfastError CONFLICT "… already exists", INVALID_MESSAGE for what is not well formed
 */
export async function addUser(data: OpenData, { password, ...user }: NewUser): Promise<AddedUser> {
  const problem = passwordProblem(password);
  if (problem !== undefined) throw new HoldfastError('INVALID_MESSAGE', problem);
  const email = user.email.trim().toLowerCase();
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

export function listUsers(data: OpenData): Promise<readonly User[]> {
  return allUsers(data.store);
}

/**
 * Disables a person; a running server ends their connections within a second.
 * @throws HoldfastError NOT_FOUND
 */
export async function disableUser(data: OpenData, email: string): Promise<{ id: string }> {
  const user = await userByEmail(data.store, email);
  if (user === undefined) throw new HoldfastError('NOT_FOUND', `There is nobody with ${email}.`);
  const change = { name: 'user.disable', args: { id: user.id }, at: formatTime(data.outside.now()) };
  await data.queue.submit(1, (commit) => applyMutation(commit, systemActor, change));
  return { id: user.id };
}
