import { z } from 'zod';
import { insert, query, remove } from '../effect/rows.ts';
import { defineMutation } from '../entity/define-mutation.ts';
import { requireMay } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import { idSchema } from '../ids.ts';
import { emojiSchema, reactionModel } from '../model/reaction.ts';
import { HoldfastError } from '../protocol/errors.ts';
import { getMessage } from '../thread-sight.ts';

/** So many of one person on one message are enough. */
const MOST = 20;

const addReaction = defineMutation({
  name: 'reaction.add',
  args: z.object({ id: idSchema, messageId: idSchema, emoji: emojiSchema }),
  *effect({ id, messageId, emoji }, context) {
    requireMay(context, 'message.create', 'react to comments');
    const message = yield* getMessage(messageId, context);
    // It was deleted meanwhile: there is nothing to react to, and nothing to be told.
    if (message.deletedAt !== null) return;
    const userId = context.actor.id;
    const own = yield* query(reactionModel, { messageId, userId });
    // The same from another device: the first stands.
    if (own.some((reaction) => reaction.emoji === emoji)) return;
    if (own.length >= MOST) throw new HoldfastError('CONFLICT', `You have reacted ${MOST} times already.`);
    yield* insert(reactionModel, { id, messageId, userId, emoji, createdAt: context.at });
  },
  describe: ({ emoji }) => said('reaction.add', { emoji }),
  undo: ({ messageId, emoji }) => ({ name: 'reaction.remove', args: { messageId, emoji } }),
});

const removeReaction = defineMutation({
  name: 'reaction.remove',
  args: z.object({ messageId: idSchema, emoji: emojiSchema }),
  *effect({ messageId, emoji }, context) {
    yield* getMessage(messageId, context);
    const own = yield* query(reactionModel, { messageId, userId: context.actor.id });
    for (const reaction of own) if (reaction.emoji === emoji) yield* remove(reactionModel, reaction.id);
  },
  describe: ({ emoji }) => said('reaction.remove', { emoji }),
  undo: ({ messageId, emoji }, { newId }) => ({
    name: 'reaction.add',
    args: { id: newId(), messageId, emoji },
  }),
});

export const reactionMutations = [addReaction, removeReaction] as const;
