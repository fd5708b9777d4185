import { z } from 'zod';
import type { Announcement } from '../entity/announcement.ts';
import { type ArrivedChange, defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { ticketNotices } from '../notices/ticket-notices.ts';
import { limits } from '../protocol/limits.ts';
import { DESK, projectScope, userScope } from '../scope-names.ts';
import { timeSchema } from '../times.ts';
import { userSchema } from './user.ts';

export const ticketStatuses = ['open', 'in_progress', 'waiting', 'resolved', 'closed'] as const;
export const ticketPriorities = ['low', 'normal', 'high', 'urgent'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];
export type TicketPriority = (typeof ticketPriorities)[number];

export const ticketSchema = z.object({
  id: idSchema,
  /** Given by the server; nothing until it has answered. */
  number: z.number().int().positive().nullable(),
  title: z.string().trim().min(1, { error: 'A ticket needs a title.' }).max(limits.titleLength),
  /** Markdown. */
  description: z.string().max(limits.textLength),
  status: z.enum(ticketStatuses),
  priority: z.enum(ticketPriorities),
  creatorId: idSchema,
  assigneeId: idSchema.nullable(),
  watcherIds: z.array(idSchema).max(1_000),
  projectId: idSchema.nullable(),
  divisionId: idSchema.nullable(),
  due: timeSchema.nullable(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
  /** Who changed it last, so that one's own changes are not announced to oneself. */
  updatedBy: idSchema,
});
export type Ticket = z.infer<typeof ticketSchema>;

/** What a change of status means to who made the ticket. */
const statusNews: Record<TicketStatus, string> = {
  open: 'your ticket was opened again',
  in_progress: 'your ticket is in progress',
  waiting: 'your ticket is waiting',
  resolved: 'your ticket was resolved',
  closed: 'your ticket was closed',
};

function announceTicket(change: ArrivedChange<Ticket>, me: string): Announcement | undefined {
  const { before, after } = change;
  if (after.updatedBy === me) return undefined;
  if (after.assigneeId === me && before?.assigneeId !== me)
    return announcementOf(after, 'assigned', 'a ticket was assigned to you');
  const isMine = after.creatorId === me && before !== undefined;
  if (isMine && after.status !== before.status)
    return announcementOf(after, 'status', statusNews[after.status]);
  return isUrgentNews(change, me) ? announcementOf(after, 'new', 'new ticket') : undefined;
}

/** The desk is called for a new ticket only if it is urgent, and nobody has taken it in hand yet. */
function isUrgentNews({ before, after, find }: ArrivedChange<Ticket>, me: string): boolean {
  if (before !== undefined || after.priority !== 'urgent' || after.status !== 'open') return false;
  const person = userSchema.safeParse(find({ table: 'user', id: me }));
  return person.success && person.data.role !== 'staff' && after.creatorId !== me;
}

function announcementOf(ticket: Ticket, kind: string, what: string): Announcement {
  const number = ticket.number === null ? '' : `#${ticket.number} `;
  const isUrgent = ticket.priority === 'urgent';
  return {
    kind,
    title: isUrgent ? `Urgent: ${what}` : `${what.charAt(0).toUpperCase()}${what.slice(1)}`,
    body: `${number}${ticket.title}`,
    target: { table: 'ticket', id: ticket.id },
  };
}

/** A ticket: the desk, its creator, assignee and watchers, and its project see it (S8). */
export const ticketModel = defineModel({
  table: 'ticket',
  label: 'ticket',
  schema: ticketSchema,
  columns: [
    'number',
    'title',
    'status',
    'priority',
    'creatorId',
    'assigneeId',
    'projectId',
    'divisionId',
    'due',
    'createdAt',
    'updatedAt',
  ],
  indexes: [
    ['updatedAt'],
    ['createdAt'],
    ['number'],
    ['assigneeId', 'status'],
    ['projectId'],
    ['status', 'updatedAt'],
    ['priority', 'updatedAt'],
    ['due'],
  ],
  lookups: ['projectId'],
  serverIndexes: [['due', 'id']],
  ranks: { status: ticketStatuses, priority: ticketPriorities },
  searchable: ['number', 'title', 'description'],
  longText: ['description'],
  tracked: ['title', 'description', 'status', 'priority', 'assigneeId', 'projectId', 'divisionId', 'due'],
  audience: (ticket) => [
    DESK,
    userScope(ticket.creatorId),
    ...(ticket.assigneeId === null ? [] : [userScope(ticket.assigneeId)]),
    ...ticket.watcherIds.map(userScope),
    ...(ticket.projectId === null ? [] : [projectScope(ticket.projectId)]),
  ],
  announce: announceTicket,
  notices: ticketNotices,
  outsideEvent: ({ isNew }) => (isNew ? 'ticket:created' : 'ticket:updated'),
  isUrgent: (ticket) => ticket.priority === 'urgent',
});
