import { z } from 'zod';
import { rowIdSchema } from '../derived-id.ts';
import { directThreadId } from '../direct-thread-id.ts';
import { changeFields, changeOf, changesOfReverts, revertFields, revertOf } from '../effect/change-fields.ts';
import type { Effect } from '../effect/operations.ts';
import { get, insert } from '../effect/rows.ts';
import { defineMutation, type MutationContext } from '../entity/define-mutation.ts';
import { requireMay } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import { saidPeople } from '../entity/said-rows.ts';
import { undoByRevert } from '../entity/undo-by-revert.ts';
import { idSchema } from '../ids.ts';
import { participantModel } from '../model/participant.ts';
import { type Thread, threadModel } from '../model/thread.ts';
import { userModel } from '../model/user.ts';
import { HoldfastError, notFound } from '../protocol/errors.ts';
import { limits } from '../protocol/limits.ts';
import { getThread } from '../thread-sight.ts';

/** More people than this talk better in a group. */
export const MOST_IN_DIRECT = 10;
/** So many people may be asked into a group as it is made; more can be added one by one. */
export const MOST_AT_FIRST = 200;

/** Somebody who takes part, and the id of the row that says so. */
const memberSchema = z.object({ id: idSchema, userId: idSchema });
type Member = z.infer<typeof memberSchema>;

const nameSchema = z.string().trim().min(1, { error: 'Give the group a name.' }).max(limits.nameLength);

const undoOf = undoByRevert('conversation.revert');

/**
 * Opens the direct conversation of these people, or does nothing where it is open already: its id
 * follows from who they are, so two who open it apart from each other meet in the same one.
 */
const openDirect = defineMutation({
  name: 'conversation.open',
  args: z.object({ id: rowIdSchema, members: z.array(memberSchema).min(2).max(MOST_IN_DIRECT) }),
  *effect({ id, members }, context) {
    requireMay(context, 'conversation.create', 'start conversations');
    requireMembers(members, context);
    if (id !== directThreadId(members.map(({ userId }) => userId))) {
      throw new HoldfastError('INVALID_MESSAGE', 'This is not the conversation of these people.');
    }
    const known = yield* get(threadModel, id);
    // Also where one of them has left since: what was said stays readable.
    if (known !== undefined) return;
    yield* requirePeople(members);
    yield* insertThread({ id, subjectTable: 'direct', name: null }, members, context);
  },
  describe: ({ members }, find) =>
    said('conversation.open', {
      people: saidPeople(
        members.map(({ userId }) => userId),
        find,
      ),
    }),
});

const createGroup = defineMutation({
  name: 'conversation.create',
  args: z.object({
    id: idSchema,
    name: nameSchema,
    members: z.array(memberSchema).min(1).max(MOST_AT_FIRST),
  }),
  *effect({ id, name, members }, context) {
    requireMay(context, 'conversation.create', 'start conversations');
    requireMembers(members, context);
    yield* requirePeople(members);
    yield* insertThread({ id, subjectTable: 'group', name }, members, context);
  },
  describe: ({ name }) => said('conversation.create', { name }),
});

const renameGroup = defineMutation({
  name: 'conversation.rename',
  args: z.object({ id: idSchema, changes: z.object({ name: changeOf(nameSchema) }) }),
  *effect({ id, changes }, context) {
    yield* changeFields(threadModel, yield* getGroup(id, context), changes, {});
  },
  describe: ({ changes }) => said('conversation.rename', { name: changes.name.now }),
  changes: ({ id, changes }) => ({ table: 'thread', id, fields: changes }),
  undo: ({ id, changes }) => undoOf(id, changes),
});

/** Undoes a new name, or gives it again (S30). */
const revertGroup = defineMutation({
  name: 'conversation.revert',
  args: z.object({ id: idSchema, changes: z.object({ name: revertOf(nameSchema) }) }),
  *effect({ id, changes }, context) {
    yield* revertFields(threadModel, yield* getGroup(id, context), changes, {});
  },
  describe: ({ changes }) => said('conversation.rename', { name: changes.name.now }),
  changes: ({ id, changes }) => ({ table: 'thread', id, fields: changesOfReverts(changes) }),
  undo: ({ id, changes }) => undoOf(id, changesOfReverts(changes)),
});

/** The group, if the actor takes part in it. */
export function* getGroup(id: string, context: MutationContext): Effect<Thread> {
  const thread = yield* getThread(id, context);
  if (thread.subjectTable !== 'group') {
    throw new HoldfastError('INVALID_MESSAGE', 'Only groups can be changed.');
  }
  return thread;
}

/** Somebody who is there to be written to. */
export function* requirePerson(userId: string): Effect<void> {
  const user = yield* get(userModel, userId);
  if (user === undefined || user.disabled) throw notFound('person');
}

function requireMembers(members: readonly Member[], { actor }: MutationContext): void {
  const people = new Set(members.map(({ userId }) => userId));
  if (people.size !== members.length) {
    throw new HoldfastError('INVALID_MESSAGE', 'Somebody is named twice.');
  }
  if (!people.has(actor.id)) {
    throw new HoldfastError('INVALID_MESSAGE', 'Only who takes part can start a conversation.');
  }
}

function* requirePeople(members: readonly Member[]): Effect<void> {
  for (const { userId } of members) yield* requirePerson(userId);
}

function* insertThread(
  thread: Pick<Thread, 'id' | 'subjectTable' | 'name'>,
  members: readonly Member[],
  { actor, at }: MutationContext,
): Effect<void> {
  const { id: threadId, subjectTable } = thread;
  yield* insert(threadModel, { ...thread, subjectId: threadId, createdAt: at, lastMessageAt: at });
  for (const { id, userId } of members) {
    const role = subjectTable === 'group' && userId === actor.id ? 'owner' : 'member';
    yield* insert(participantModel, { id, threadId, userId, role, createdAt: at });
  }
}

export const conversationMutations = [openDirect, createGroup, renameGroup, revertGroup] as const;
