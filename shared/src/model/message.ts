import { z } from 'zod';
import { rowIdSchema } from '../derived-id.ts';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { messageNotices } from '../notices/message-notices.ts';
import { limits } from '../protocol/limits.ts';
import { timeSchema } from '../times.ts';

/** What somebody writes, in Markdown. */
export const messageBodySchema = z
  .string()
  .trim()
  .min(1, { error: 'Write something first.' })
  .max(limits.textLength);

/** What somebody writes beside files, which may say it all. */
export const captionSchema = z.string().trim().max(limits.textLength);

export const messageSchema = z.object({
  id: idSchema,
  threadId: rowIdSchema,
  authorId: idSchema,
  /** Empty once it is deleted. */
  body: z.string().max(limits.textLength),
  createdAt: timeSchema,
  editedAt: timeSchema.nullable(),
  deletedAt: timeSchema.nullable(),
  /**
   * Its place in the thread, from 1: given by the server, so that what was written offline stands where
   * it arrived and nobody's unread messages slip in above what they have read. Nothing until then.
   */
  number: z.number().int().positive().nullable().default(null),
  /** The message of the same thread that it answers. */
  replyToId: idSchema.nullable().default(null),
  pinnedAt: timeSchema.nullable().default(null),
  /** Who pinned it, or took the pin away, last. */
  pinnedBy: idSchema.nullable().default(null),
});
export type Message = z.infer<typeof messageSchema>;

/** What a message has that has just been written. */
export const justWritten = {
  editedAt: null,
  deletedAt: null,
  number: null,
  replyToId: null,
  pinnedAt: null,
  pinnedBy: null,
} as const satisfies Partial<Message>;

/** Whether nothing was done with it since it was written. Rows of before schema 3 have no pins. */
function isAsWritten({ editedAt, deletedAt, pinnedBy = null }: Message): boolean {
  return editedAt === null && deletedAt === null && pinnedBy === null;
}

/** A message of a thread; a ticket's comment is one. */
export const messageModel = defineModel({
  table: 'message',
  label: 'comment',
  schema: messageSchema,
  columns: ['threadId', 'authorId', 'createdAt', 'number', 'pinnedAt'],
  indexes: [
    ['threadId', 'number'],
    ['threadId', 'createdAt'],
    ['threadId', 'pinnedAt'],
  ],
  searchable: ['body'],
  longText: ['body'],
  audience: () => [],
  parent: (message) => ({ table: 'thread', id: message.threadId }),
  parentColumn: { column: 'threadId', tables: ['thread'] },
  notices: (change) => messageNotices(change),
  outsideEvent: ({ row }) => (isAsWritten(row) ? 'comment:added' : undefined),
  erases: (row) => row.deletedAt !== null,
});
