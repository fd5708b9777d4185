import { z } from 'zod';
import { get, insert, remove, update } from '../effect/rows.ts';
import { defineMutation } from '../entity/define-mutation.ts';
import { getVisible, requireMay } from '../entity/rules.ts';
import { idSchema } from '../ids.ts';
import { messageModel, messageSchema } from '../model/message.ts';
import { threadModel } from '../model/thread.ts';
import { ticketModel } from '../model/ticket.ts';
import { notAllowed } from '../protocol/errors.ts';

const createMessage = defineMutation({
  name: 'message.create',
  args: z.object({ id: idSchema, threadId: idSchema, body: messageSchema.shape.body }),
  *effect(args, context) {
    requireMay(context, 'message.create', 'comment');
    const thread = yield* getVisible(threadModel, args.threadId, context);
    yield* insert(messageModel, {
      id: args.id,
      threadId: args.threadId,
      authorId: context.actor.id,
      body: args.body,
      createdAt: context.at,
      editedAt: null,
      deletedAt: null,
    });
    if (thread.subjectTable !== 'ticket') return;
    // A ticket that is talked about moves up in lists that are sorted by what is new.
    const ticket = yield* get(ticketModel, thread.subjectId);
    if (ticket === undefined || ticket.updatedAt >= context.at) return;
    yield* update(ticketModel, ticket, { updatedAt: context.at, updatedBy: context.actor.id });
  },
  describe: (args) => `Comment “${args.body.slice(0, 60)}”`,
  undo: ({ id }) => ({ name: 'message.withdraw', args: { id } }),
});

/** Undoes the making of a comment (S30). */
const withdrawMessage = defineMutation({
  name: 'message.withdraw',
  args: z.object({ id: idSchema }),
  *effect({ id }, context) {
    const message = yield* getVisible(messageModel, id, context);
    requireMay(context, 'message.create', 'comment');
    if (message.authorId !== context.actor.id) throw notAllowed('Only who wrote a comment can take it back.');
    yield* remove(messageModel, id);
  },
  describe: ({ id }, find) => {
    const message = messageSchema.safeParse(find('message', id));
    return message.success
      ? `Take back the comment “${message.data.body.slice(0, 60)}”`
      : 'Take back a comment';
  },
  undo: ({ id }, { find, newId }) => {
    const message = messageSchema.safeParse(find('message', id));
    if (!message.success) return undefined;
    const { threadId, body } = message.data;
    return { name: 'message.create', args: { id: newId(), threadId, body } };
  },
});

export const messageMutations = [createMessage, withdrawMessage] as const;
