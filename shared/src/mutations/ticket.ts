import { z } from 'zod';
import { changeFields, changeOf } from '../effect/change-fields.ts';
import type { Effect } from '../effect/operations.ts';
import { get, insert, nextInSequence, update } from '../effect/rows.ts';
import {
  type ConsequenceContext,
  defineMutation,
  type FindRow,
  type MutationContext,
} from '../entity/define-mutation.ts';
import { describeChanges } from '../entity/describe-changes.ts';
import { getVisible, requireMay } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import { saidRow } from '../entity/said-rows.ts';
import { undoByRevert } from '../entity/undo-by-revert.ts';
import { idSchema } from '../ids.ts';
import { giveMessageNumber } from '../message-number.ts';
import { divisionModel } from '../model/division.ts';
import { justWritten, messageBodySchema, messageModel } from '../model/message.ts';
import { projectModel } from '../model/project.ts';
import { threadModel, threadOf } from '../model/thread.ts';
import { type Ticket, type TicketStatus, ticketModel, ticketSchema } from '../model/ticket.ts';
import { userModel } from '../model/user.ts';
import type { Permission } from '../permissions.ts';
import { notFound } from '../protocol/errors.ts';
import { timeSchema } from '../times.ts';

const fields = ticketSchema.shape;
/** The undo of changes of a ticket, and of their undo. */
export const undoChanges = undoByRevert('ticket.revert');

function* insertTicket(ticket: Ticket): Effect<void> {
  yield* insert(ticketModel, ticket);
  yield* insert(threadModel, threadOf('ticket', ticket.id, ticket.createdAt));
}

/** Gives the ticket its number: by the server, so that numbers are in the order of arrival. */
function* giveNumber(args: { id: string }, _context: ConsequenceContext): Effect<void> {
  const ticket = yield* get(ticketModel, args.id);
  if (ticket === undefined) throw notFound('ticket');
  yield* update(ticketModel, ticket, { number: yield* nextInSequence('ticket') });
}

function* requireActivePerson(userId: string | null | undefined): Effect<void> {
  if (userId === null || userId === undefined) return;
  const user = yield* get(userModel, userId);
  if (user === undefined || user.disabled) throw notFound('person');
}

/** A ticket goes only into a project and a division that its author may see. */
function* requirePlaces(
  places: { projectId: string | null | undefined; divisionId: string | null | undefined },
  context: MutationContext,
): Effect<void> {
  if (places.projectId) yield* getVisible(projectModel, places.projectId, context);
  if (places.divisionId) yield* getVisible(divisionModel, places.divisionId, context);
}

const createTicket = defineMutation({
  name: 'ticket.create',
  args: z.object({
    id: idSchema,
    title: fields.title,
    description: fields.description,
    priority: fields.priority,
    assigneeId: fields.assigneeId,
    projectId: fields.projectId,
    divisionId: fields.divisionId,
    due: fields.due,
  }),
  *effect(args, context) {
    requireMay(context, 'ticket.create', 'make tickets');
    if (args.assigneeId !== null) requireMay(context, 'ticket.assign', 'assign tickets');
    yield* requireActivePerson(args.assigneeId);
    yield* requirePlaces(args, context);
    const { actor, at } = context;
    yield* insertTicket({
      ...args,
      number: null,
      status: 'open',
      creatorId: actor.id,
      watcherIds: [],
      createdAt: at,
      updatedAt: at,
      updatedBy: actor.id,
    });
  },
  consequences: giveNumber,
  describe: (args) => said('ticket.create', { title: args.title }),
  undo: ({ id }) => ({ name: 'ticket.withdraw', args: { id } }),
});

const changes = z.object({
  title: changeOf(fields.title).optional(),
  description: changeOf(fields.description).optional(),
  status: changeOf(fields.status).optional(),
  priority: changeOf(fields.priority).optional(),
  assigneeId: changeOf(fields.assigneeId).optional(),
  projectId: changeOf(fields.projectId).optional(),
  divisionId: changeOf(fields.divisionId).optional(),
  due: changeOf(fields.due).optional(),
});
export type TicketChanges = z.infer<typeof changes>;

const ended: readonly TicketStatus[] = ['resolved', 'closed'];

/** What a change of its status says of when a ticket ended. Resolved and then closed, it ended when it was resolved. */
export function endOf(
  was: TicketStatus,
  now: TicketStatus | undefined,
  at: string,
): { endedAt: string | null } | undefined {
  if (now === undefined || ended.includes(was) === ended.includes(now)) return undefined;
  return { endedAt: ended.includes(now) ? at : null };
}

/** What a change of tickets takes, and how a refusal names it. The screens ask here too. */
export function permissionsFor(change: TicketChanges): { permission: Permission; what: string }[] {
  const needed: { permission: Permission; what: string }[] = [];
  if (change.status !== undefined) {
    needed.push(
      ended.includes(change.status.now)
        ? { permission: 'ticket.close', what: 'close this ticket' }
        : { permission: 'ticket.progress', what: 'change the status of this ticket' },
    );
  }
  if (change.assigneeId !== undefined) needed.push({ permission: 'ticket.assign', what: 'assign tickets' });
  if (change.projectId !== undefined || change.divisionId !== undefined) {
    needed.push({ permission: 'ticket.file', what: 'move tickets to another project or division' });
  }
  if (change.priority !== undefined || change.due !== undefined) {
    needed.push({ permission: 'ticket.prioritise', what: 'change the priority or due date of this ticket' });
  }
  if (change.title !== undefined || change.description !== undefined) {
    needed.push({ permission: 'ticket.edit', what: 'edit this ticket' });
  }
  return needed;
}

/** Whether a ticket is this person's own, for the permissions that say `own`. */
export function isOwnTicket(ticket: Ticket, userId: string): boolean {
  return ticket.creatorId === userId || ticket.assigneeId === userId;
}

/** The ticket, if its author may see it and may make these changes of it. An undo takes what the change takes (S30). */
export function* getToChange(id: string, changes: TicketChanges, context: MutationContext): Effect<Ticket> {
  const ticket = yield* getVisible(ticketModel, id, context);
  const isOwn = isOwnTicket(ticket, context.actor.id);
  for (const { permission, what } of permissionsFor(changes)) requireMay(context, permission, what, isOwn);
  yield* requireActivePerson(changes.assigneeId?.now);
  const { projectId, divisionId } = changes;
  yield* requirePlaces({ projectId: projectId?.now, divisionId: divisionId?.now }, context);
  return ticket;
}

const updateTicket = defineMutation({
  name: 'ticket.update',
  args: z.object({ id: idSchema, changes }),
  *effect(args, context) {
    const ticket = yield* getToChange(args.id, args.changes, context);
    yield* changeFields(ticketModel, ticket, args.changes, {
      updatedAt: context.at,
      updatedBy: context.actor.id,
      ...endOf(ticket.status, args.changes.status?.now, context.at),
    });
  },
  describe: ({ id, changes }, find) => describeChanges(changes, saidRow('ticket', id, find), find),
  changes: ({ id, changes }) => ({ table: 'ticket', id, fields: changes }),
  undo: ({ id, changes }) => undoChanges(id, changes),
});

const watch = z.object({ id: idSchema, userId: idSchema });

function* changeWatchers(
  args: z.infer<typeof watch>,
  context: MutationContext,
  change: (watcherIds: readonly string[]) => string[],
): Effect<void> {
  const ticket = yield* getVisible(ticketModel, args.id, context);
  if (args.userId !== context.actor.id)
    requireMay(context, 'ticket.watch-others', 'choose who else watches a ticket');
  yield* requireActivePerson(args.userId);
  yield* update(ticketModel, ticket, { watcherIds: change(ticket.watcherIds) });
}

function isWatching({ id, userId }: z.infer<typeof watch>, find: FindRow): boolean {
  const ticket = ticketSchema.safeParse(find('ticket', id));
  return ticket.success && ticket.data.watcherIds.includes(userId);
}

const watchTicket = defineMutation({
  name: 'ticket.watch',
  args: watch,
  effect: (args, context) =>
    changeWatchers(args, context, (ids) => [...ids.filter((id) => id !== args.userId), args.userId]),
  describe: ({ id }, find) => said('ticket.watch', { what: saidRow('ticket', id, find) }),
  undo: (args, { find }) => (isWatching(args, find) ? undefined : { name: 'ticket.unwatch', args }),
});

const unwatchTicket = defineMutation({
  name: 'ticket.unwatch',
  args: watch,
  effect: (args, context) => changeWatchers(args, context, (ids) => ids.filter((id) => id !== args.userId)),
  describe: ({ id }, find) => said('ticket.unwatch', { what: saidRow('ticket', id, find) }),
  undo: (args, { find }) => (isWatching(args, find) ? { name: 'ticket.watch', args } : undefined),
});

/** A ticket as another system knew it, with its dates, status and comments kept. */
const importTicket = defineMutation({
  name: 'ticket.import',
  args: z.object({
    id: idSchema,
    title: fields.title,
    description: fields.description,
    status: fields.status,
    priority: fields.priority,
    divisionId: fields.divisionId,
    due: fields.due,
    createdAt: timeSchema,
    updatedAt: timeSchema,
    comments: z.array(z.object({ id: idSchema, body: messageBodySchema, createdAt: timeSchema })).max(100),
  }),
  *effect(args, context) {
    requireMay(context, 'ticket.import', 'import tickets');
    const { comments, ...ticket } = args;
    yield* insertTicket({
      ...ticket,
      number: null,
      creatorId: context.actor.id,
      assigneeId: null,
      watcherIds: [],
      projectId: null,
      updatedBy: context.actor.id,
      endedAt: ended.includes(ticket.status) ? ticket.updatedAt : null,
    });
    for (const comment of comments) {
      yield* insert(messageModel, {
        ...comment,
        threadId: ticket.id,
        authorId: context.actor.id,
        ...justWritten,
      });
    }
  },
  *consequences(args, context) {
    yield* giveNumber(args, context);
    const inOrder = args.comments.toSorted((one, other) => (one.createdAt < other.createdAt ? -1 : 1));
    for (const { id } of inOrder) yield* giveMessageNumber(id);
  },
  tellsNobody: true,
  describe: (args) => said('ticket.import', { title: args.title }),
});

export const ticketMutations = [
  createTicket,
  updateTicket,
  watchTicket,
  unwatchTicket,
  importTicket,
] as const;
