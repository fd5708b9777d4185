import { z } from 'zod';
import { get, insert, query, update } from '../effect/rows.ts';
import { defineMutation } from '../entity/define-mutation.ts';
import { requireMay } from '../entity/rules.ts';
import { idSchema } from '../ids.ts';
import { userModel, userSchema } from '../model/user.ts';
import { HoldfastError, notFound } from '../protocol/errors.ts';

const addUser = defineMutation({
  name: 'user.add',
  args: userSchema.omit({ createdAt: true, disabled: true }),
  *effect(args, context) {
    requireMay(context, 'user.change', 'add people');
    const others = yield* query(userModel, { email: args.email }, 1);
    if (others.length > 0) throw new HoldfastError('CONFLICT', `A person with ${args.email} already exists.`);
    yield* insert(userModel, { ...args, disabled: false, createdAt: context.at });
  },
  describe: (args) => `Add ${args.name}`,
});

const disableUser = defineMutation({
  name: 'user.disable',
  args: z.object({ id: idSchema }),
  *effect(args, context) {
    requireMay(context, 'user.change', 'disable people');
    const user = yield* get(userModel, args.id);
    if (user === undefined) throw notFound('person');
    yield* update(userModel, user, { disabled: true });
  },
  describe: () => 'Disable a person',
});

export const userMutations = [addUser, disableUser] as const;
