import { z } from 'zod';
import { changeFields, changeOf, changesOfReverts, revertFields, revertOf } from '../effect/change-fields.ts';
import type { Effect } from '../effect/operations.ts';
import { get, insert, query, update } from '../effect/rows.ts';
import { defineMutation, type FindRow, type MutationContext } from '../entity/define-mutation.ts';
import { describeChanges } from '../entity/describe-changes.ts';
import { requireMay } from '../entity/rules.ts';
import { type Said, said } from '../entity/said.ts';
import { saidPeople } from '../entity/said-rows.ts';
import { undoByRevert } from '../entity/undo-by-revert.ts';
import { idSchema } from '../ids.ts';
import { type Role, type User, userModel, userSchema } from '../model/user.ts';
import { HoldfastError, notFound } from '../protocol/errors.ts';

const fields = userSchema.shape;
const undoOf = undoByRevert('user.revert');

function* getPerson(id: string): Effect<User> {
  const user = yield* get(userModel, id);
  if (user === undefined) throw notFound('person');
  return user;
}

function* requireFreeEmail(email: string, id?: string): Effect<void> {
  const [other] = yield* query(userModel, { email }, 1);
  if (other === undefined || other.id === id) return;
  throw new HoldfastError('CONFLICT', `A person with ${email} already exists.`);
}

/** Somebody must stay who can let others in. */
function* requireOtherAdmin(user: User): Effect<void> {
  if (user.role !== 'admin' || user.disabled) return;
  const admins = yield* query(userModel, { role: 'admin', disabled: false }, 2);
  if (admins.some((admin) => admin.id !== user.id)) return;
  throw new HoldfastError('CONFLICT', `${user.name} is the only admin. Make somebody else admin first.`);
}

interface PersonChanges {
  readonly email?: { readonly now: string } | undefined;
  readonly role?: { readonly now: Role } | undefined;
}

/** The person, if these changes may be made of them. An undo takes what the change takes (S30). */
function* getToChange(id: string, { email, role }: PersonChanges, context: MutationContext): Effect<User> {
  requireMay(context, 'user.change', 'change people');
  const user = yield* getPerson(id);
  if (email !== undefined) yield* requireFreeEmail(email.now, id);
  if (role !== undefined && role.now !== 'admin') yield* requireOtherAdmin(user);
  return user;
}

const addUser = defineMutation({
  name: 'user.add',
  args: userSchema.omit({ createdAt: true, disabled: true }),
  *effect(args, context) {
    requireMay(context, 'user.change', 'add people');
    yield* requireFreeEmail(args.email);
    yield* insert(userModel, { ...args, disabled: false, createdAt: context.at });
  },
  describe: (args) => said('user.add', { name: args.name }),
});

const updateUser = defineMutation({
  name: 'user.update',
  args: z.object({
    id: idSchema,
    changes: z.object({
      name: changeOf(fields.name).optional(),
      email: changeOf(fields.email).optional(),
      role: changeOf(fields.role).optional(),
    }),
  }),
  *effect({ id, changes }, context) {
    yield* changeFields(userModel, yield* getToChange(id, changes, context), changes, {});
  },
  describe: ({ id, changes }, find) => describeChanges(changes, personOf(id, find), find),
  changes: ({ id, changes }) => ({ table: 'user', id, fields: changes }),
  undo: ({ id, changes }) => undoOf(id, changes),
});

/** Undoes changes of a person, or makes them again (S30). */
const revertUser = defineMutation({
  name: 'user.revert',
  args: z.object({
    id: idSchema,
    changes: z.object({
      name: revertOf(fields.name).optional(),
      email: revertOf(fields.email).optional(),
      role: revertOf(fields.role).optional(),
    }),
  }),
  *effect({ id, changes }, context) {
    yield* revertFields(userModel, yield* getToChange(id, changes, context), changes, {});
  },
  describe: ({ id, changes }, find) => describeChanges(changesOfReverts(changes), personOf(id, find), find),
  changes: ({ id, changes }) => ({ table: 'user', id, fields: changesOfReverts(changes) }),
  undo: ({ id, changes }) => undoOf(id, changesOfReverts(changes)),
});

const disableUser = defineMutation({
  name: 'user.disable',
  args: z.object({ id: idSchema }),
  *effect(args, context) {
    requireMay(context, 'user.change', 'disable people');
    const user = yield* getPerson(args.id);
    yield* requireOtherAdmin(user);
    yield* update(userModel, user, { disabled: true });
  },
  describe: ({ id }, find) => said('user.disable', { who: personOf(id, find) }),
  undo: ({ id }, { find }) => (isDisabled(id, find) ? undefined : { name: 'user.enable', args: { id } }),
});

const enableUser = defineMutation({
  name: 'user.enable',
  args: z.object({ id: idSchema }),
  *effect(args, context) {
    requireMay(context, 'user.change', 'enable people');
    yield* update(userModel, yield* getPerson(args.id), { disabled: false });
  },
  describe: ({ id }, find) => said('user.enable', { who: personOf(id, find) }),
  undo: ({ id }, { find }) => (isDisabled(id, find) ? { name: 'user.disable', args: { id } } : undefined),
});

function isDisabled(id: string, find: FindRow): boolean {
  return find('user', id)?.disabled === true;
}

function personOf(id: string, find: FindRow): Said {
  return saidPeople([id], find)[0] ?? said('some.user');
}

export const userMutations = [addUser, updateUser, revertUser, disableUser, enableUser] as const;
