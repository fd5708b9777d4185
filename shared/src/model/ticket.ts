import { z } from 'zod';
import { defineModel } from '../entity/define-model.ts';
import { idSchema } from '../ids.ts';
import { ticketNotices } from '../notices/ticket-notices.ts';
import { limits } from '../protocol/limits.ts';
import { DESK, projectScope, userScope } from '../scope-names.ts';
import { timeSchema } from '../times.ts';

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
  /** Who changed it last. */
  updatedBy: idSchema,
  /** When it was resolved or closed; nothing while something is to be done. Rows of before schema 5 have it only once it changes. */
  endedAt: timeSchema.nullable().exactOptional(),
});
export type Ticket = z.infer<typeof ticketSchema>;

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
    'endedAt',
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
  notices: (change, cause) => ticketNotices(change, cause),
  outsideEvent: ({ isNew }) => (isNew ? 'ticket:created' : 'ticket:updated'),
  isUrgent: (ticket) => ticket.priority === 'urgent',
});
