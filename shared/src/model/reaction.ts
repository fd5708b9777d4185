import { z } from 'zod';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { timeSchema } from '../times.ts';

/** Whatever parts an emoji is made of. */
const oneEmoji = /^\p{RGI_Emoji}$/v;

export const emojiSchema = z.string().max(40).regex(oneEmoji, { error: 'A reaction is one emoji.' });

export const reactionSchema = z.object({
  id: idSchema,
  messageId: idSchema,
  userId: idSchema,
  emoji: emojiSchema,
  createdAt: timeSchema,
});
export type Reaction = z.infer<typeof reactionSchema>;

/** Somebody's emoji on a message. */
export const reactionModel = defineModel({
  table: 'reaction',
  label: 'reaction',
  schema: reactionSchema,
  columns: ['messageId', 'userId', 'emoji'],
  indexes: [['messageId']],
  lookups: ['messageId'],
  unaudited: true,
  audience: () => [],
  parent: (reaction) => ({ table: 'message', id: reaction.messageId }),
  parentColumn: { column: 'messageId', tables: ['message'] },
});
