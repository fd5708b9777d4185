import { z } from 'zod';
import { putBackAttachments, takeAwayAttachments } from '../attachments.ts';
import { changeFields, changeOf, changesOfReverts, revertFields, revertOf } from '../effect/change-fields.ts';
import type { Effect } from '../effect/operations.ts';
import { insert, query, remove, update } from '../effect/rows.ts';
import { defineMutation, type FindRow, type MutationContext } from '../entity/define-mutation.ts';
import { said } from '../entity/said.ts';
import { idSchema } from '../ids.ts';
import { plainMentions } from '../mentions.ts';
import { type Message, messageBodySchema, messageModel, messageSchema } from '../model/message.ts';
import { messageVersionModel } from '../model/message-version.ts';
import { HoldfastError } from '../protocol/errors.ts';
import { getOwnMessage } from '../thread-sight.ts';

/** Changes what one has written. What stood there is kept, and everybody sees that it was edited. */
const editMessage = defineMutation({
  name: 'message.edit',
  args: z.object({
    id: idSchema,
    /** The id of the row that keeps what stood there. */
    versionId: idSchema,
    changes: z.object({ body: changeOf(messageBodySchema) }),
  }),
  *effect({ id, versionId, changes }, context) {
    const message = yield* getStanding(id, context);
    const edited = yield* changeFields(messageModel, message, changes, { editedAt: context.at });
    yield* keepVersion(versionId, message, edited);
  },
  describe: ({ id }, find) => said('message.edit', { text: textOf(id, find) }),
  changes: ({ id, changes }) => ({ table: 'message', id, fields: changes }),
  undo: ({ id, changes: { body } }, { newId }) => revertOfBody(id, newId(), body),
});

/** Undoes an edit, or makes it again (S30). */
const revertMessage = defineMutation({
  name: 'message.revert',
  args: z.object({
    id: idSchema,
    versionId: idSchema,
    changes: z.object({ body: revertOf(messageBodySchema) }),
  }),
  *effect({ id, versionId, changes }, context) {
    const message = yield* getStanding(id, context);
    const edited = yield* revertFields(messageModel, message, changes, { editedAt: context.at });
    yield* keepVersion(versionId, message, edited);
  },
  describe: ({ id }, find) => said('message.edit', { text: textOf(id, find) }),
  changes: ({ id, changes }) => ({ table: 'message', id, fields: changesOfReverts(changes) }),
  undo: ({ id, changes: { body } }, { newId }) =>
    revertOfBody(id, newId(), { was: body.ifStill, now: body.now }),
});

/** Deletes what one has written, with all its earlier texts: a placeholder stays. */
const deleteMessage = defineMutation({
  name: 'message.delete',
  args: z.object({ id: idSchema }),
  *effect({ id }, context) {
    const message = yield* getOwnMessage(id, 'delete it', context);
    if (message.deletedAt === null) yield* eraseMessage(message, context);
  },
  describe: ({ id }, find) => said('message.delete', { text: textOf(id, find) }),
  undo: ({ id }, { find }) => {
    const message = messageSchema.safeParse(find('message', id));
    if (!message.success || message.data.deletedAt !== null) return undefined;
    return { name: 'message.put-back', args: { id, body: message.data.body } };
  },
});

/**
 * Undoes a deletion: only its author still has the text (S30). Its earlier texts do not come back, and
 * since nobody can tell any more whether this is what stood there, it counts as edited.
 */
const restoreMessage = defineMutation({
  name: 'message.restore',
  args: z.object({ id: idSchema, body: messageBodySchema }),
  *effect({ id, body }, context) {
    yield* putBack(id, body, context);
  },
  describe: ({ body }) => said('message.restore', { text: plainMentions(body).slice(0, 60) }),
  undo: ({ id }) => ({ name: 'message.delete', args: { id } }),
});

/** As `message.restore`, also for a message of which files said all. */
const putMessageBack = defineMutation({
  name: 'message.put-back',
  args: z.object({ id: idSchema, body: messageSchema.shape.body }),
  *effect({ id, body }, context) {
    yield* putBack(id, body, context);
  },
  describe: ({ body }) => said('message.restore', { text: plainMentions(body).slice(0, 60) }),
  undo: ({ id }) => ({ name: 'message.delete', args: { id } }),
});

function* putBack(id: string, body: string, context: MutationContext): Effect<void> {
  const message = yield* getOwnMessage(id, 'put it back', context);
  if (message.deletedAt === null) return;
  yield* putBackAttachments(id, message.deletedAt);
  yield* update(messageModel, message, { body, deletedAt: null, editedAt: context.at });
}

/** Empties a message: nothing of its text stays on the server, or on the disk of anybody but its author. */
export function* eraseMessage(message: Message, context: MutationContext): Effect<void> {
  const { at } = context;
  yield* takeAwayAttachments(message.id, context);
  yield* update(messageModel, message, { body: '', deletedAt: at, pinnedAt: null });
  for (const version of yield* query(messageVersionModel, { messageId: message.id }))
    yield* remove(messageVersionModel, version.id);
}

function* getStanding(id: string, context: MutationContext): Effect<Message> {
  const message = yield* getOwnMessage(id, 'edit it', context);
  if (message.deletedAt === null) return message;
  throw new HoldfastError('CONFLICT', 'This comment was deleted meanwhile. Your text is kept here.');
}

function* keepVersion(id: string, before: Message, after: Message): Effect<void> {
  if (before.body === after.body) return;
  const writtenAt = before.editedAt ?? before.createdAt;
  yield* insert(messageVersionModel, { id, messageId: before.id, body: before.body, writtenAt });
}

function revertOfBody(
  id: string,
  versionId: string,
  { was, now }: { was?: string | undefined; now: string },
) {
  if (was === undefined || was === now) return undefined;
  return { name: 'message.revert', args: { id, versionId, changes: { body: { ifStill: now, now: was } } } };
}

function textOf(id: string, find: FindRow): string {
  return plainMentions(String(find('message', id)?.body ?? '')).slice(0, 60);
}

export const messageEditMutations = [
  editMessage,
  revertMessage,
  deleteMessage,
  restoreMessage,
  putMessageBack,
] as const;
