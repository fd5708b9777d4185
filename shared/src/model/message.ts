import { z } from 'zod';
import type { Announcement } from '../entity/announcement.ts';
import { type ArrivedChange, defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { limits } from '../protocol/limits.ts';
import { timeSchema } from '../times.ts';
import { threadSchema } from './thread.ts';
import { ticketSchema } from './ticket.ts';

export const messageSchema = z.object({
  id: idSchema,
  threadId: idSchema,
  authorId: idSchema,
  /** Markdown. */
  body: z.string().trim().min(1, { error: 'Write something first.' }).max(limits.textLength),
  createdAt: timeSchema,
  editedAt: timeSchema.nullable(),
  deletedAt: timeSchema.nullable(),
});
export type Message = z.infer<typeof messageSchema>;

function announceMessage(
  { before, after, find }: ArrivedChange<Message>,
  me: string,
): Announcement | undefined {
  if (before !== undefined || after.authorId === me || after.deletedAt !== null) return undefined;
  const thread = threadSchema.safeParse(find({ table: 'thread', id: after.threadId }));
  if (!thread.success || thread.data.subjectTable !== 'ticket') return undefined;
  const ticket = ticketSchema.safeParse(find({ table: 'ticket', id: thread.data.subjectId }));
  if (!ticket.success || (ticket.data.creatorId !== me && ticket.data.assigneeId !== me)) return undefined;
  const author = find({ table: 'user', id: after.authorId });
  return {
    kind: 'commented',
    title: `${String(author?.name ?? 'Somebody')} commented on ${ticket.data.title}`,
    body: after.body,
    target: { table: 'ticket', id: ticket.data.id },
  };
}

/** A message of a thread; a ticket's comment is one. */
export const messageModel = defineModel({
  table: 'message',
  label: 'comment',
  schema: messageSchema,
  columns: ['threadId', 'authorId', 'createdAt'],
  indexes: [['threadId', 'createdAt']],
  searchable: ['body'],
  longText: ['body'],
  audience: () => [],
  parent: (message) => ({ table: 'thread', id: message.threadId }),
  parentColumn: { column: 'threadId', tables: ['thread'] },
  announce: announceMessage,
  outsideEvent: ({ row }) => (row.editedAt === null && row.deletedAt === null ? 'comment:added' : undefined),
});
