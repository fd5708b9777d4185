import { z } from 'zod';
import { hasAttachments } from '../attachments.ts';
import {
  changeFields,
  changeOf,
  changesOfReverts,
  type FieldChanges,
  type FieldReverts,
  revertFields,
  revertOf,
} from '../effect/change-fields.ts';
import type { Effect } from '../effect/operations.ts';
import { insert } from '../effect/rows.ts';
import { defineMutation, type FindRow, type MutationContext } from '../entity/define-mutation.ts';
import { type Said, said } from '../entity/said.ts';
import { idSchema } from '../ids.ts';
import { shortOf } from '../mentions.ts';
import { captionSchema, type Message, messageBodySchema, messageModel } from '../model/message.ts';
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
  *effect(args, context) {
    yield* edit(args, context);
  },
  describe: ({ id }, find) => saidOfEdit(id, find),
  changes: ({ id, changes }) => ({ table: 'message', id, fields: changes }),
  undo: ({ id, changes: { body } }, { newId }) => undoBy('message.revert', { id, versionId: newId() }, body),
});

/** Undoes an edit, or makes it again (S30). */
const revertMessage = defineMutation({
  name: 'message.revert',
  args: z.object({
    id: idSchema,
    versionId: idSchema,
    changes: z.object({ body: revertOf(messageBodySchema) }),
  }),
  *effect(args, context) {
    yield* revert(args, context);
  },
  describe: ({ id }, find) => saidOfEdit(id, find),
  changes: ({ id, changes }) => ({ table: 'message', id, fields: changesOfReverts(changes) }),
  undo: ({ id, changes: { body } }, { newId }) =>
    undoBy('message.revert', { id, versionId: newId() }, { was: body.ifStill, now: body.now }),
});

/** As `message.edit`, also for a message with files, which need no words. */
const rewordMessage = defineMutation({
  name: 'message.reword',
  args: z.object({ id: idSchema, versionId: idSchema, changes: z.object({ body: changeOf(captionSchema) }) }),
  *effect(args, context) {
    yield* edit(args, context);
  },
  describe: ({ id }, find) => saidOfEdit(id, find),
  changes: ({ id, changes }) => ({ table: 'message', id, fields: changes }),
  undo: ({ id, changes: { body } }, { newId }) => undoBy('message.unword', { id, versionId: newId() }, body),
});

/** Undoes `message.reword`, or makes it again (S30). */
const unwordMessage = defineMutation({
  name: 'message.unword',
  args: z.object({ id: idSchema, versionId: idSchema, changes: z.object({ body: revertOf(captionSchema) }) }),
  *effect(args, context) {
    yield* revert(args, context);
  },
  describe: ({ id }, find) => saidOfEdit(id, find),
  changes: ({ id, changes }) => ({ table: 'message', id, fields: changesOfReverts(changes) }),
  undo: ({ id, changes: { body } }, { newId }) =>
    undoBy('message.unword', { id, versionId: newId() }, { was: body.ifStill, now: body.now }),
});

/** Of which message, and the id of the row that keeps what stood there. */
interface Edited<Changes> {
  readonly id: string;
  readonly versionId: string;
  readonly changes: Changes;
}

function* edit({ id, versionId, changes }: Edited<FieldChanges>, context: MutationContext): Effect<void> {
  const message = yield* getStanding(id, context);
  const edited = yield* changeFields(messageModel, message, changes, { editedAt: context.at });
  yield* keepVersion(versionId, message, edited);
}

function* revert({ id, versionId, changes }: Edited<FieldReverts>, context: MutationContext): Effect<void> {
  const message = yield* getStanding(id, context);
  const edited = yield* revertFields(messageModel, message, changes, { editedAt: context.at });
  yield* keepVersion(versionId, message, edited);
}

function* getStanding(id: string, context: MutationContext): Effect<Message> {
  const message = yield* getOwnMessage(id, 'edit it', context);
  if (message.deletedAt === null) return message;
  throw new HoldfastError('CONFLICT', 'This comment was deleted meanwhile. Your text is kept here.');
}

/** Words may go where files stay. */
function* requireContent({ id, body }: Message): Effect<void> {
  if (body !== '' || (yield* hasAttachments(id))) return;
  throw new HoldfastError('INVALID_MESSAGE', 'Write something first.');
}

function* keepVersion(id: string, before: Message, after: Message): Effect<void> {
  if (before.body === after.body) return;
  yield* requireContent(after);
  const writtenAt = before.editedAt ?? before.createdAt;
  yield* insert(messageVersionModel, { id, messageId: before.id, body: before.body, writtenAt });
}

function undoBy(
  name: 'message.revert' | 'message.unword',
  ids: { readonly id: string; readonly versionId: string },
  { was, now }: { was?: string | undefined; now: string },
) {
  if (was === undefined || was === now) return undefined;
  return { name, args: { ...ids, changes: { body: { ifStill: now, now: was } } } };
}

function saidOfEdit(id: string, find: FindRow): Said {
  const text = shortOf(String(find('message', id)?.body ?? ''));
  return said(text ? 'message.edit' : 'message.edit.files', { text });
}

export const messageEditMutations = [editMessage, revertMessage, rewordMessage, unwordMessage] as const;
