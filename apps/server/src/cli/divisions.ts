import type { Effect } from '@holdfast/shared/effect/operations.ts';
import { query } from '@holdfast/shared/effect/rows.ts';
import { type Division, divisionModel } from '@holdfast/shared/model/division.ts';
import { type Membership, membershipModel } from '@holdfast/shared/model/membership.ts';
import type { User } from '@holdfast/shared/model/user.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { Store } from '../store/store.ts';
import type { WriteWork } from '../store/work.ts';
import { applyMutation } from '../sync/apply-mutation.ts';
import type { Commit } from '../sync/commit.ts';
import { runReadingEffect } from '../sync/run-effect.ts';
import { systemActor } from '../sync/system-actor.ts';
import { applyChange } from './apply-change.ts';
import { allUsers, requireUser } from './find-users.ts';
import type { OpenData } from './open-data.ts';

export interface DivisionMember {
  readonly user: User;
  readonly role: Membership['role'];
}

function* everyDivision(): Effect<readonly Division[]> {
  return yield* query(divisionModel, {});
}

function* membershipsOf(groupId: string): Effect<readonly Membership[]> {
  return yield* query(membershipModel, { groupId });
}

/** All divisions, in the order in which they were made. */
export function allDivisions(store: Store): Promise<readonly Division[]> {
  return store.read(() => runReadingEffect(everyDivision()));
}

/**
 * The division with this id or this name, whatever its case.
 * @throws HoldfastError NOT_FOUND; CONFLICT where several have the name
 */
export async function requireDivision(store: Store, nameOrId: string): Promise<Division> {
  const wanted = nameOrId.trim().toLowerCase();
  const all = await allDivisions(store);
  const found = all.filter(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
  const [division] = found;
  if (division === undefined) throw new HoldfastError('NOT_FOUND', `There is no division "${nameOrId}".`);
  if (found.length === 1) return division;
  const ids = found.map(({ id }) => id).join(', ');
  throw new HoldfastError('CONFLICT', `Several divisions are called "${nameOrId}". Use an id: ${ids}.`);
}

/** @throws HoldfastError CONFLICT where a division has the name */
export async function addDivision(data: OpenData, name: string): Promise<Division> {
  await requireFreeName(data.store, name);
  const id = data.outside.newId();
  await applyChange(data, 'division.create', { id, name });
  return requireDivision(data.store, id);
}

/** @throws HoldfastError NOT_FOUND, CONFLICT where another division has the name */
export async function renameDivision(data: OpenData, nameOrId: string, name: string): Promise<Division> {
  const division = await requireDivision(data.store, nameOrId);
  await requireFreeName(data.store, name, division.id);
  const changes = { name: { was: division.name, now: name } };
  await applyChange(data, 'division.update', { id: division.id, changes });
  return requireDivision(data.store, division.id);
}

async function requireFreeName(store: Store, name: string, id?: string): Promise<void> {
  const wanted = name.trim().toLowerCase();
  const other = (await allDivisions(store)).find((division) => division.name.toLowerCase() === wanted);
  if (other === undefined || other.id === id) return;
  throw new HoldfastError('CONFLICT', `A division "${other.name}" already exists.`);
}

/** Who belongs to a division, and who of them manages it. */
export async function membersOf(store: Store, divisionId: string): Promise<readonly DivisionMember[]> {
  const memberships = await store.read(() => runReadingEffect(membershipsOf(divisionId)));
  const users = new Map((await allUsers(store)).map((user) => [user.id, user]));
  return memberships.flatMap(({ userId, role }) => {
    const user = users.get(userId);
    return user === undefined ? [] : [{ user, role }];
  });
}

/**
 * Makes a person member or manager of a division; who is the other already becomes this.
 * @throws HoldfastError NOT_FOUND
 */
export async function putMember(
  data: OpenData,
  nameOrId: string,
  email: string,
  role: Membership['role'],
): Promise<{ readonly division: Division; readonly user: User }> {
  const { division, user, memberships } = await findMember(data, nameOrId, email);
  const member = { userId: user.id, groupTable: 'division', groupId: division.id, role };
  const others = memberships.filter((membership) => membership.role !== role);
  if (memberships.length > others.length) return { division, user };
  await applyAll(data, [
    ...others.map(({ id }) => ({ name: 'membership.remove', args: { id } })),
    { name: 'membership.add', args: { id: data.outside.newId(), ...member } },
  ]);
  return { division, user };
}

/** @throws HoldfastError NOT_FOUND, also where they do not belong to it */
export async function removeMember(
  data: OpenData,
  nameOrId: string,
  email: string,
): Promise<{ readonly division: Division; readonly user: User }> {
  const { division, user, memberships } = await findMember(data, nameOrId, email);
  if (memberships.length === 0) {
    throw new HoldfastError('NOT_FOUND', `${user.name} does not belong to ${division.name}.`);
  }
  await applyAll(
    data,
    memberships.map(({ id }) => ({ name: 'membership.remove', args: { id } })),
  );
  return { division, user };
}

async function findMember({ store }: OpenData, nameOrId: string, email: string) {
  const division = await requireDivision(store, nameOrId);
  const user = await requireUser(store, email);
  const all = await store.read(() => runReadingEffect(membershipsOf(division.id)));
  return { division, user, memberships: all.filter(({ userId }) => userId === user.id) };
}

/** Makes changes that belong together in one transaction. */
async function applyAll(
  { queue, outside }: OpenData,
  changes: readonly { readonly name: string; readonly args: object }[],
): Promise<void> {
  const at = formatTime(outside.now());
  await queue.submit(changes.length, function* (commit: Commit): WriteWork<void> {
    for (const change of changes) yield* applyMutation(commit, systemActor, { ...change, at });
  });
}
