import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { query } from '@holdfast/shared/effect/rows.ts';
import { type User, userModel } from '@holdfast/shared/model/user.ts';

/** The person with this e-mail address, which is given in lower case. */
export function* personByEmail(email: string): Effect<User | undefined> {
  return (yield* query(userModel, { email }, 1))[0];
}
