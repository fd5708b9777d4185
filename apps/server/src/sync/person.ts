import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { get } from '@holdfast/shared/effect/rows.ts';
import { type User, userModel } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { scopesOf } from '@holdfast/shared/scopes.ts';
import type { ReadWork } from '../store/work.ts';
import { runReadingEffect } from './run-effect.ts';

/** A person and what they may see, as they stand in one transaction (S7). */
export interface Person {
  readonly user: User;
  readonly scopes: ReadonlySet<string>;
  /** Under which name the audit log keeps what they do, where that is not their id. */
  readonly auditedAs?: string;
}

function* findPerson(userId: string): Effect<Person | undefined> {
  const user = yield* get(userModel, userId);
  return user === undefined ? undefined : { user, scopes: yield* scopesOf(userId) };
}

/** The error for somebody who may no longer work here (S7). */
export function disabledError(): HoldfastError {
  return new HoldfastError('AUTHORIZATION_FAILED', 'This account was disabled. Ask an administrator.', {
    reason: 'disabled',
  });
}

/**
 * The person as they stand in this transaction.
 * @throws AUTHENTICATION_FAILED if there is no such person, AUTHORIZATION_FAILED (`disabled`) if they were disabled
 */
export function* activePerson(userId: string): ReadWork<Person> {
  const person = yield* runReadingEffect(findPerson(userId));
  return requireActive(person, person?.user);
}

/** Throws as activePerson does, for a person who was read already; gives `found` otherwise. */
export function requireActive<T>(found: T | undefined, user: Pick<User, 'disabled'> | undefined): T {
  if (found === undefined || user === undefined) {
    throw new HoldfastError('AUTHENTICATION_FAILED', 'There is no such account. Sign in again.');
  }
  if (user.disabled) throw disabledError();
  return found;
}
