import { z } from 'zod';
import { addAttachment, takeStored } from '../attachments.ts';
import { rowIdSchema } from '../derived-id.ts';
import type { Effect } from '../effect/operations.ts';
import { get, insert, update } from '../effect/rows.ts';
import { defineMutation, type FindRow, type MutationContext } from '../entity/define-mutation.ts';
import { requireMay } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import { idSchema } from '../ids.ts';
import { shortOf } from '../mentions.ts';
import { giveMessageNumber } from '../message-number.ts';
import { attachmentSchema } from '../model/attachment.ts';
import {
  captionSchema,
  justWritten,
  messageBodySchema,
  messageModel,
  messageSchema,
} from '../model/message.ts';
import { isPrivateThread, type Thread, threadModel } from '../model/thread.ts';
import { ticketModel } from '../model/ticket.ts';
import { HoldfastError } from '../protocol/errors.ts';
import { getMessage, getOwnMessage, getThread } from '../thread-sight.ts';
import { removeMessage } from '../withdraw.ts';
import { eraseMessage } from './message-delete.ts';

/** So many files go with one message. */
export const MOST_FILES = 20;

const filesSchema = z
  .array(attachmentSchema.pick({ id: true, name: true, hash: true, size: true }))
  .min(1)
  .max(MOST_FILES);

const createMessage = defineMutation({
  name: 'message.create',
  args: z.object({
    id: idSchema,
    threadId: rowIdSchema,
    body: messageBodySchema,
    /** The message of the same thread that it answers. */
    replyToId: idSchema.nullable().optional(),
  }),
  *effect(args, context) {
    yield* writeMessage(args, context);
  },
  *consequences({ id }) {
    yield* giveMessageNumber(id);
  },
  describe: (args) => said('message.create', { text: shortOf(args.body) }),
  undo: ({ id }) => ({ name: 'message.withdraw', args: { id } }),
});

/** A message with files: they arrive together, and may say all of it. */
const postMessage = defineMutation({
  name: 'message.post',
  args: z.object({
    id: idSchema,
    threadId: rowIdSchema,
    body: captionSchema,
    replyToId: idSchema.nullable().optional(),
    files: filesSchema,
  }),
  *effect({ files, ...args }, context) {
    yield* writeMessage(args, context);
    for (const file of files)
      yield* addAttachment({ ...file, subjectTable: 'message', subjectId: args.id }, context);
  },
  *consequences({ id, files }, context) {
    yield* giveMessageNumber(id);
    for (const file of files) yield* takeStored(file.id, context);
  },
  describe: ({ body, files }) => said('message.create', { text: shortOf(body) || nameOf(files) }),
  undo: ({ id, files }) => ({ name: 'message.unpost', args: { id, files } }),
});

/** Undoes `message.post` (S30). It names the files, so that they can be posted again with it. */
const unpostMessage = defineMutation({
  name: 'message.unpost',
  args: z.object({ id: idSchema, files: filesSchema }),
  *effect({ id }, context) {
    yield* withdraw(id, context);
  },
  describe: ({ id, files }, find) => said('message.withdraw', { text: textOf(id, find) || nameOf(files) }),
  undo: ({ id, files }, { find, newId }) => {
    const message = messageSchema.safeParse(find('message', id));
    if (!message.success || message.data.deletedAt !== null) return undefined;
    const { threadId, body, replyToId } = message.data;
    const again = files.map((file) => ({ ...file, id: newId() }));
    return { name: 'message.post', args: { id: newId(), threadId, body, replyToId, files: again } };
  },
});

function nameOf(files: readonly { readonly name: string }[]): string {
  return files[0]?.name ?? '';
}

interface NewMessage {
  readonly id: string;
  readonly threadId: string;
  readonly body: string;
  readonly replyToId?: string | null | undefined;
}

function* writeMessage(args: NewMessage, context: MutationContext): Effect<void> {
  requireMay(context, 'message.create', 'comment');
  const thread = yield* getThread(args.threadId, context);
  yield* requireReplied(args);
  yield* insert(messageModel, {
    id: args.id,
    threadId: args.threadId,
    authorId: context.actor.id,
    body: args.body,
    createdAt: context.at,
    ...justWritten,
    replyToId: args.replyToId ?? null,
  });
  yield* moveUp(thread, context);
}

function* requireReplied({
  threadId,
  replyToId,
}: {
  threadId: string;
  replyToId?: string | null | undefined;
}): Effect<void> {
  if (replyToId === null || replyToId === undefined) return;
  const replied = yield* get(messageModel, replyToId);
  if (replied?.threadId === threadId) return;
  throw new HoldfastError('INVALID_MESSAGE', 'What this answers is not in this conversation.');
}

/** What is talked about moves up in lists that are sorted by what is new. */
function* moveUp(thread: Thread, { at, actor }: MutationContext): Effect<void> {
  if (isPrivateThread(thread)) {
    if ((thread.lastMessageAt ?? '') < at) yield* update(threadModel, thread, { lastMessageAt: at });
    return;
  }
  if (thread.subjectTable !== 'ticket') return;
  const ticket = yield* get(ticketModel, thread.subjectId);
  if (ticket === undefined || ticket.updatedAt >= at) return;
  yield* update(ticketModel, ticket, { updatedAt: at, updatedBy: actor.id });
}

/** Undoes the making of a comment (S30). Where others may have read it, a placeholder stays. */
const withdrawMessage = defineMutation({
  name: 'message.withdraw',
  args: z.object({ id: idSchema }),
  *effect({ id }, context) {
    yield* withdraw(id, context);
  },
  describe: ({ id }, find) => said('message.withdraw', { text: textOf(id, find) }),
  undo: ({ id }, { find, newId }) => {
    const message = messageSchema.safeParse(find('message', id));
    if (!message.success || message.data.body === '') return undefined;
    // As a new one, also where its place was kept: its ticket may have been taken back and made again with it.
    const { threadId, body, replyToId } = message.data;
    return { name: 'message.create', args: { id: newId(), threadId, body, replyToId } };
  },
});

function* withdraw(id: string, context: MutationContext): Effect<void> {
  const message = yield* getOwnMessage(id, 'take it back', context);
  if (!message.number) yield* removeMessage(id);
  else if (message.deletedAt === null) yield* eraseMessage(message, context);
}

/** Pins a message for everyone in the thread, or unpins it. */
const pinMessage = defineMutation({
  name: 'message.pin',
  args: z.object({ id: idSchema, pinned: z.boolean() }),
  *effect({ id, pinned }, context) {
    requireMay(context, 'message.create', 'pin comments');
    const message = yield* getMessage(id, context);
    if (message.deletedAt !== null || pinned === Boolean(message.pinnedAt)) return;
    yield* update(messageModel, message, {
      pinnedAt: pinned ? context.at : null,
      pinnedBy: context.actor.id,
    });
  },
  describe: ({ id, pinned }, find) => {
    const text = textOf(id, find);
    if (text === '') return said(pinned ? 'message.pin.files' : 'message.unpin.files');
    return said(pinned ? 'message.pin' : 'message.unpin', { text });
  },
  undo: ({ id, pinned }, { find }) => {
    const isPinned = Boolean(find('message', id)?.pinnedAt);
    return isPinned === pinned ? undefined : { name: 'message.pin', args: { id, pinned: !pinned } };
  },
});

function textOf(id: string, find: FindRow): string {
  return shortOf(String(find('message', id)?.body ?? ''));
}

export const messageMutations = [
  createMessage,
  postMessage,
  unpostMessage,
  withdrawMessage,
  pinMessage,
] as const;
