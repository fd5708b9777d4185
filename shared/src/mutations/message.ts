import { z } from 'zod';
import { get, insert, update } from '../effect/rows.ts';
import { defineMutation } from '../entity/define-mutation.ts';
import { getVisible, requireMay } from '../entity/rules.ts';
import { idSchema } from '../ids.ts';
import { messageModel, messageSchema } from '../model/message.ts';
import { threadModel } from '../model/thread.ts';
import { ticketModel } from '../model/ticket.ts';

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
});

export const messageMutations = [createMessage] as const;
