import type { Effect } from './effect/operations.ts';
import { get, query } from './effect/rows.ts';
import { membershipModel } from './model/membership.ts';
import { participantModel } from './model/participant.ts';
import type { User } from './model/user.ts';
import { userModel } from './model/user.ts';
import { ADMIN, DESK, divisionScope, EVERYONE, projectScope, threadScope, userScope } from './scope-names.ts';

/** The person's full set of scopes, read in the transaction or snapshot that uses it (S7, S11). A disabled person has none. */
export function* scopesOf(userId: string): Effect<ReadonlySet<string>> {
  const user = yield* get(userModel, userId);
  if (user === undefined || user.disabled) return new Set();
  const memberships = yield* query(membershipModel, { userId });
  const ofGroups = memberships.flatMap((membership) => {
    if (membership.groupTable === 'project') return [projectScope(membership.groupId)];
    return membership.role === 'manager' ? [divisionScope(membership.groupId)] : [];
  });
  const places = yield* query(participantModel, { userId });
  const ofThreads = places.map(({ threadId }) => threadScope(threadId));
  return new Set([...scopesOfRole(user), ...ofGroups, ...ofThreads]);
}

function scopesOfRole(user: User): string[] {
  const own = [EVERYONE, userScope(user.id)];
  if (user.role === 'staff') return own;
  return user.role === 'admin' ? [...own, DESK, ADMIN] : [...own, DESK];
}
