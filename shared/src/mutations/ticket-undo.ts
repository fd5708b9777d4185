import { z } from 'zod';
import { changesOfReverts, revertFields, revertOf } from '../effect/change-fields.ts';
import { remove } from '../effect/rows.ts';
import { defineMutation } from '../entity/define-mutation.ts';
import { describeChanges } from '../entity/describe-changes.ts';
import { getVisible, requireMay } from '../entity/rules.ts';
import { said } from '../entity/said.ts';
import { saidRow } from '../entity/said-rows.ts';
import { idSchema } from '../ids.ts';
import { ticketModel, ticketSchema } from '../model/ticket.ts';
import { notAllowed } from '../protocol/errors.ts';
import { removeBelow } from '../withdraw.ts';
import { endOf, getToChange, undoChanges } from './ticket.ts';

const fields = ticketSchema.shape;

/** Undoes changes of fields, or makes them again. It takes the same permissions as the changes did (S30). */
const revertTicket = defineMutation({
  name: 'ticket.revert',
  args: z.object({
    id: idSchema,
    changes: z.object({
      title: revertOf(fields.title).optional(),
      description: revertOf(fields.description).optional(),
      status: revertOf(fields.status).optional(),
      priority: revertOf(fields.priority).optional(),
      assigneeId: revertOf(fields.assigneeId).optional(),
      projectId: revertOf(fields.projectId).optional(),
      divisionId: revertOf(fields.divisionId).optional(),
      due: revertOf(fields.due).optional(),
    }),
  }),
  *effect(args, context) {
    const ticket = yield* getToChange(args.id, args.changes, context);
    const { status } = args.changes;
    const isPutBack = status?.ifStill === ticket.status;
    yield* revertFields(ticketModel, ticket, args.changes, {
      updatedAt: context.at,
      updatedBy: context.actor.id,
      ...endOf(ticket.status, isPutBack ? status.now : undefined, context.at),
    });
  },
  describe: ({ id, changes }, find) =>
    describeChanges(changesOfReverts(changes), saidRow('ticket', id, find), find),
  changes: ({ id, changes }) => ({ table: 'ticket', id, fields: changesOfReverts(changes) }),
  undo: ({ id, changes }) => undoChanges(id, changesOfReverts(changes)),
});

/** Undoes the making of a ticket, as long as nobody else has said or changed anything there (S30). */
const withdrawTicket = defineMutation({
  name: 'ticket.withdraw',
  args: z.object({ id: idSchema }),
  *effect({ id }, context) {
    const ticket = yield* getVisible(ticketModel, id, context);
    requireMay(context, 'ticket.create', 'make tickets');
    if (ticket.creatorId !== context.actor.id) throw notAllowed('Only who made a ticket can take it back.');
    yield* removeBelow(id, context);
    yield* remove(ticketModel, id);
  },
  describe: ({ id }, find) => said('ticket.withdraw', { what: saidRow('ticket', id, find) }),
  undo: ({ id }, { find, newId }) => {
    const ticket = ticketSchema.safeParse(find('ticket', id));
    if (!ticket.success) return undefined;
    const { title, description, priority, assigneeId, projectId, divisionId, due } = ticket.data;
    const args = { id: newId(), title, description, priority, assigneeId, projectId, divisionId, due };
    return { name: 'ticket.create', args };
  },
});

export const ticketUndoMutations = [revertTicket, withdrawTicket] as const;
