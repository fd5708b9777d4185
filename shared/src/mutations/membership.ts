import { z } from 'zod';
import { get, insert, query, remove } from '../effect/rows.ts';
import { defineMutation } from '../entity/define-mutation.ts';
import { getVisible, requireMay } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import { idSchema } from '../ids.ts';
import { divisionModel } from '../model/division.ts';
import { membershipModel, membershipSchema } from '../model/membership.ts';
import { projectModel } from '../model/project.ts';
import { userModel } from '../model/user.ts';
import { notFound } from '../protocol/errors.ts';

const addMember = defineMutation({
  name: 'membership.add',
  args: membershipSchema.omit({ createdAt: true }),
  *effect(args, context) {
    requireMay(context, 'membership.change', 'choose who belongs here');
    const group = args.groupTable === 'project' ? projectModel : divisionModel;
    yield* getVisible(group, args.groupId, context);
    if ((yield* get(userModel, args.userId)) === undefined) throw notFound('person');
    const already = yield* query(membershipModel, { groupId: args.groupId, userId: args.userId });
    // Two people may add the same member at the same time: the first stands, and nobody is told of an error.
    if (already.length > 0) return;
    yield* insert(membershipModel, { ...args, createdAt: context.at });
  },
  describe: () => said('membership.add'),
  undo: ({ id }) => ({ name: 'membership.remove', args: { id } }),
});

const removeMember = defineMutation({
  name: 'membership.remove',
  args: z.object({ id: idSchema }),
  *effect(args, context) {
    requireMay(context, 'membership.change', 'choose who belongs here');
    const membership = yield* get(membershipModel, args.id);
    if (membership === undefined) return;
    yield* getVisible(membershipModel, args.id, context);
    yield* remove(membershipModel, args.id);
  },
  describe: () => said('membership.remove'),
  undo: ({ id }, { find, newId }) => {
    const membership = membershipSchema.safeParse(find('membership', id));
    if (!membership.success) return undefined;
    const { createdAt: _, ...member } = membership.data;
    return { name: 'membership.add', args: { ...member, id: newId() } };
  },
});

export const membershipMutations = [addMember, removeMember] as const;
