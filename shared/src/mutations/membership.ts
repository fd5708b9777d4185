import { z } from 'zod';
import { changeFields, changeOf, changesOfReverts, revertFields, revertOf } from '../effect/change-fields.ts';
import type { Effect } from '../effect/operations.ts';
import { get, insert, query, remove } from '../effect/rows.ts';
import { defineMutation, type FindRow, type MutationContext } from '../entity/define-mutation.ts';
import { findVisible, getVisible, requireMay } from '../entity/rules.ts';
import { type Said, said } from '../entity/said.ts';
import { saidPeople, saidRow } from '../entity/said-rows.ts';
import { undoByRevert } from '../entity/undo-by-revert.ts';
import { idSchema } from '../ids.ts';
import { divisionModel } from '../model/division.ts';
import { type Membership, membershipModel, membershipSchema } from '../model/membership.ts';
import { projectModel } from '../model/project.ts';
import { userModel } from '../model/user.ts';
import { getProjectFor } from '../own-project.ts';
import { HoldfastError, notFound } from '../protocol/errors.ts';

const undoOf = undoByRevert('membership.revert');
const WHAT = 'choose who belongs here';

const addMember = defineMutation({
  name: 'membership.add',
  args: membershipSchema.omit({ createdAt: true }),
  *effect(args, context) {
    yield* requireGroup(args, context);
    if ((yield* get(userModel, args.userId)) === undefined) throw notFound('person');
    const already = yield* query(membershipModel, { groupId: args.groupId, userId: args.userId });
    // Two people may add the same member at the same time: the first stands, and nobody is told of an error.
    if (already.length > 0) return;
    yield* insert(membershipModel, { ...args, createdAt: context.at });
  },
  describe: (member, find) => said('membership.add', saidPlace(member, find)),
  undo: ({ id }) => ({ name: 'membership.remove', args: { id } }),
});

const removeMember = defineMutation({
  name: 'membership.remove',
  args: z.object({ id: idSchema }),
  *effect(args, context) {
    const membership = yield* findVisible(membershipModel, args.id, context);
    if (membership === undefined) return;
    yield* requireGroup(membership, context);
    yield* requireNoOwner(membership);
    yield* remove(membershipModel, args.id);
  },
  describe: ({ id }, find) => said('membership.remove', saidPlace(placeOf(id, find), find)),
  undo: ({ id }, { find, newId }) => {
    const membership = membershipSchema.safeParse(find('membership', id));
    if (!membership.success) return undefined;
    const { createdAt: _, ...member } = membership.data;
    return { name: 'membership.add', args: { ...member, id: newId() } };
  },
});

/** Makes a member a manager of the project or division, or a manager a member. */
const changeRole = defineMutation({
  name: 'membership.update',
  args: z.object({ id: idSchema, changes: z.object({ role: changeOf(membershipSchema.shape.role) }) }),
  *effect({ id, changes }, context) {
    const membership = yield* getVisible(membershipModel, id, context);
    yield* requireGroup(membership, context);
    yield* changeFields(membershipModel, membership, changes, {});
  },
  describe: ({ id, changes }, find) => saidRole(id, changes.role.now, find),
  changes: ({ id, changes }) => ({ table: 'membership', id, fields: changes }),
  undo: ({ id, changes }) => undoOf(id, changes),
});

/** Undoes a change of a member's role, or makes it again (S30). */
const revertRole = defineMutation({
  name: 'membership.revert',
  args: z.object({
    id: idSchema,
    changes: z.object({ role: revertOf(membershipSchema.shape.role).optional() }),
  }),
  *effect({ id, changes }, context) {
    const membership = yield* getVisible(membershipModel, id, context);
    yield* requireGroup(membership, context);
    yield* revertFields(membershipModel, membership, changes, {});
  },
  describe: ({ id, changes }, find) => saidRole(id, changes.role?.now, find),
  changes: ({ id, changes }) => ({ table: 'membership', id, fields: changesOfReverts(changes) }),
  undo: ({ id, changes }) => undoOf(id, changesOfReverts(changes)),
});

/** Somebody of the staff who owns a project sees it as its member: they would own what they cannot see. */
function* requireNoOwner({ groupId, userId }: Membership): Effect<void> {
  const project = yield* get(projectModel, groupId);
  if (project?.ownerId !== userId || (yield* get(userModel, userId))?.role !== 'staff') return;
  throw new HoldfastError('CONFLICT', 'They own this project. Choose another owner first.', {
    reason: 'owner',
  });
}

type Place = Pick<Membership, 'userId' | 'groupTable' | 'groupId'>;

/** Whose membership it is and of what; of one that is gone nothing is known. */
function placeOf(id: string, find: FindRow): Place | undefined {
  return membershipSchema.safeParse(find('membership', id)).data;
}

function saidPlace(place: Place | undefined, find: FindRow): { who: Said[]; group: Said } {
  const who = saidPeople([place?.userId ?? ''], find);
  return {
    who,
    group: place === undefined ? said('some.group') : saidRow(place.groupTable, place.groupId, find),
  };
}

function saidRole(id: string, role: Membership['role'] | undefined, find: FindRow): Said {
  const place = saidPlace(placeOf(id, find), find);
  return said('membership.update', {
    ...place,
    role: role === undefined ? said('none') : said(`role.${role}`),
  });
}

/** Refuses unless the actor sees the group and may choose who belongs to it. */
function* requireGroup(
  { groupTable, groupId }: Pick<Membership, 'groupTable' | 'groupId'>,
  context: MutationContext,
): Effect<void> {
  if (groupTable === 'project') {
    yield* getProjectFor('membership.change', WHAT, groupId, context);
    return;
  }
  yield* getVisible(divisionModel, groupId, context);
  requireMay(context, 'membership.change', WHAT);
}

export const membershipMutations = [addMember, removeMember, changeRole, revertRole] as const;
