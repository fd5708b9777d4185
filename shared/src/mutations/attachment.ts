import { z } from 'zod';
import { addAttachment, takeStored } from '../attachments.ts';
import type { Effect } from '../effect/operations.ts';
import { get, update } from '../effect/rows.ts';
import { defineMutation, type FindRow, type MutationContext } from '../entity/define-mutation.ts';
import { getVisible, requireMay } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import { idSchema } from '../ids.ts';
import { type Attachment, attachmentModel, attachmentSchema } from '../model/attachment.ts';
import { messageModel } from '../model/message.ts';
import { projectModel } from '../model/project.ts';
import { ticketModel } from '../model/ticket.ts';
import { notFound } from '../protocol/errors.ts';
import { findThread, getOwnMessage } from '../thread-sight.ts';

const fields = attachmentSchema.shape;

const newFileSchema = attachmentSchema.pick({
  id: true,
  subjectTable: true,
  subjectId: true,
  name: true,
  hash: true,
  size: true,
});

type Subject = Pick<Attachment, 'subjectTable' | 'subjectId'>;

/** Hangs a file on a ticket, a project or a message of one's own. Its bytes follow by themselves. */
const addFile = defineMutation({
  name: 'attachment.add',
  args: newFileSchema,
  *effect(args, context) {
    requireMay(context, 'attachment.add', 'attach files');
    yield* getSubject(args, context);
    yield* addAttachment(args, context);
  },
  *consequences({ id }, context) {
    yield* takeStored(id, context);
  },
  describe: ({ name }) => said('attachment.add', { name }),
  undo: (args) => ({ name: 'attachment.withdraw', args }),
});

/** Undoes `attachment.add` (S30). It names all of the file, so that it can be attached again, perhaps to a ticket made again. */
const withdrawFile = defineMutation({
  name: 'attachment.withdraw',
  args: newFileSchema,
  *effect({ id }, context) {
    yield* takeAway(id, context);
  },
  describe: ({ name }) => said('attachment.withdraw', { name }),
  undo: (args, { find, newId }) =>
    isRemoved(args.id, find) ? undefined : { name: 'attachment.add', args: { ...args, id: newId() } },
});

/** Takes a file away. It can be put back for a while. */
const removeFile = defineMutation({
  name: 'attachment.remove',
  args: z.object({ id: fields.id }),
  *effect({ id }, context) {
    yield* takeAway(id, context);
  },
  describe: ({ id }, find) => said('attachment.remove', { name: nameOf(id, find) }),
  undo: ({ id }, { find }) =>
    isRemoved(id, find) ? undefined : { name: 'attachment.restore', args: { id } },
});

/** Puts back a file that was taken away (S30). Refused as absent once the server has let it go. */
const restoreFile = defineMutation({
  name: 'attachment.restore',
  args: z.object({ id: idSchema }),
  *effect({ id }, context) {
    const attachment = yield* getToRemove(id, context);
    if (attachment.removedAt === null) return;
    yield* requireStanding(attachment);
    yield* update(attachmentModel, attachment, { removedAt: null, removedBy: null });
  },
  describe: ({ id }, find) => said('attachment.restore', { name: nameOf(id, find) }),
  undo: ({ id }, { find }) => (isRemoved(id, find) ? { name: 'attachment.remove', args: { id } } : undefined),
});

/** What the file hangs on, if the actor may see it; of messages, if they wrote it. */
function* getSubject({ subjectTable, subjectId }: Subject, context: MutationContext): Effect<void> {
  if (subjectTable === 'ticket') yield* getVisible(ticketModel, subjectId, context);
  if (subjectTable === 'project') yield* getVisible(projectModel, subjectId, context);
  if (subjectTable !== 'message') return;
  yield* getOwnMessage(subjectId, 'attach files to it', context);
  yield* requireStanding({ subjectTable, subjectId });
}

/** Refuses where it is a file of a message that was deleted: its files come back with it alone. */
function* requireStanding({ subjectTable, subjectId }: Subject): Effect<void> {
  const message = subjectTable === 'message' ? yield* get(messageModel, subjectId) : undefined;
  if (message !== undefined && message.deletedAt !== null) throw notFound(messageModel.label);
}

function* takeAway(id: string, context: MutationContext): Effect<void> {
  const attachment = yield* getToRemove(id, context);
  if (attachment.removedAt !== null) return;
  yield* update(attachmentModel, attachment, { removedAt: context.at, removedBy: context.actor.id });
}

/** Of a message only its author takes files away; of tickets and projects also the desk. */
function* getToRemove(id: string, context: MutationContext): Effect<Attachment> {
  const attachment = yield* getAttachment(id, context);
  const isOwn = attachment.authorId === context.actor.id;
  if (attachment.subjectTable === 'message') {
    yield* getOwnMessage(attachment.subjectId, 'take files from it', context);
    return attachment;
  }
  requireMay(context, 'attachment.remove', 'take this file away', isOwn);
  return attachment;
}

/** As for messages: a private conversation made on this device has no scope there yet. */
function* getAttachment(id: string, context: MutationContext): Effect<Attachment> {
  const attachment = yield* get(attachmentModel, id);
  if (attachment?.subjectTable !== 'message') return yield* getVisible(attachmentModel, id, context);
  const message = yield* get(messageModel, attachment.subjectId);
  const thread = message && (yield* findThread(message.threadId, context));
  if (thread === undefined) throw notFound(attachmentModel.label);
  return attachment;
}

function isRemoved(id: string, find: FindRow): boolean {
  return Boolean(find('attachment', id)?.removedAt);
}

function nameOf(id: string, find: FindRow): string {
  return String(find('attachment', id)?.name ?? '');
}

export const attachmentMutations = [addFile, withdrawFile, removeFile, restoreFile] as const;
