import { z } from 'zod';
import { hasAttachments, putBackAttachments, takeAwayAttachments } from '../attachments.ts';
import type { Effect } from '../effect/operations.ts';
import { query, remove, update } from '../effect/rows.ts';
import { defineMutation, type MutationContext } from '../entity/define-mutation.ts';
import { type Said, said } from '../entity/said.ts';
import { idSchema } from '../ids.ts';
import { shortOf } from '../mentions.ts';
import { attachmentModel } from '../model/attachment.ts';
import {
  captionSchema,
  type Message,
  messageBodySchema,
  messageModel,
  messageSchema,
} from '../model/message.ts';
import { messageVersionModel } from '../model/message-version.ts';
import { notFound } from '../protocol/errors.ts';
import { getOwnMessage } from '../thread-sight.ts';

/** Deletes what one has written, with all its earlier texts: a placeholder stays. */
const deleteMessage = defineMutation({
  name: 'message.delete',
  args: z.object({ id: idSchema }),
  *effect({ id }, context) {
    const message = yield* getOwnMessage(id, 'delete it', context);
    if (message.deletedAt === null) yield* eraseMessage(message, context);
  },
  describe: ({ id }, find) => {
    const text = shortOf(String(find('message', id)?.body ?? ''));
    return said(text ? 'message.delete' : 'message.delete.files', { text });
  },
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
  describe: ({ body }) => saidOfReturn(body),
  undo: ({ id }) => ({ name: 'message.delete', args: { id } }),
});

/** As `message.restore`, also for a message of which files said all. Refused where the server has let these go. */
const putMessageBack = defineMutation({
  name: 'message.put-back',
  args: z.object({ id: idSchema, body: captionSchema }),
  *effect({ id, body }, context) {
    yield* putBack(id, body, context);
  },
  describe: ({ body }) => saidOfReturn(body),
  undo: ({ id }) => ({ name: 'message.delete', args: { id } }),
});

function* putBack(id: string, body: string, context: MutationContext): Effect<void> {
  const message = yield* getOwnMessage(id, 'put it back', context);
  if (message.deletedAt === null) return;
  yield* putBackAttachments(id, message.deletedAt);
  if (body === '' && !(yield* hasAttachments(id))) throw notFound(attachmentModel.label);
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

function saidOfReturn(body: string): Said {
  const text = shortOf(body);
  return said(text ? 'message.restore' : 'message.restore.files', { text });
}

export const messageDeleteMutations = [deleteMessage, restoreMessage, putMessageBack] as const;
