import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { query } from '@holdfast/shared/effect/rows.ts';
import { type User, userModel } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Store } from '../store/store.ts';
import { runReadingEffect } from '../sync/run-effect.ts';

function* everybody(): Effect<readonly User[]> {
  return yield* query(userModel, {});
}

/** All people, also disabled ones, in the order in which they were added. */
export function allUsers(store: Pick<Store, 'read'>): Promise<readonly User[]> {
  return store.read(() => runReadingEffect(everybody()));
}

/** The person with this e-mail address, whatever its case. */
export async function userByEmail(store: Store, email: string): Promise<User | undefined> {
  const wanted = email.trim().toLowerCase();
  return (await allUsers(store)).find((user) => user.email.toLowerCase() === wanted);
}

/** @throws HoldfastError NOT_FOUND where there is nobody with this e-mail address */
export async function requireUser(store: Store, email: string): Promise<User> {
  const user = await userByEmail(store, email);
  if (user !== undefined) return user;
  throw new HoldfastError('NOT_FOUND', `There is nobody with ${email}.`);
}
