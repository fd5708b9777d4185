import { z } from 'zod';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { limits } from '../protocol/limits.ts';
import { timeSchema } from '../times.ts';

export const messageVersionSchema = z.object({
  id: idSchema,
  messageId: idSchema,
  /** What stood there before it was edited. */
  body: z.string().max(limits.textLength),
  /** When that had been written. */
  writtenAt: timeSchema,
});
export type MessageVersion = z.infer<typeof messageVersionSchema>;

/** An earlier text of a message, for whoever sees the message. It goes when the message is deleted. */
export const messageVersionModel = defineModel({
  table: 'message_version',
  label: 'earlier text',
  schema: messageVersionSchema,
  columns: ['messageId', 'writtenAt'],
  indexes: [['messageId', 'writtenAt']],
  unaudited: true,
  audience: () => [],
  parent: (version) => ({ table: 'message', id: version.messageId }),
  parentColumn: { column: 'messageId', tables: ['message'] },
});
