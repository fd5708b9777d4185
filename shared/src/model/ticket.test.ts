import { expect, test } from 'vitest';
import { AT, Desk, id } from '../test-support/desk.ts';
import { type Ticket, ticketModel, ticketSchema } from './ticket.ts';
import type { User } from './user.ts';

const desk = new Desk();

function ticket(more: Partial<Ticket> = {}): Ticket {
  const made = { number: 7, status: 'open', priority: 'normal', creatorId: desk.staff.id };
  const rest = { assigneeId: null, watcherIds: [], projectId: null, divisionId: null, due: null };
  const stamps = { createdAt: AT, updatedAt: AT, updatedBy: desk.agent.id };
  const text = { id: id(40), title: 'Leaking tap', description: '' };
  return ticketSchema.parse({ ...text, ...made, ...rest, ...stamps, ...more });
}

/** What a person is told natively when a ticket arrives as it is `after`. */
function toldTo(me: User, before: Ticket | undefined, after: Ticket) {
  const find = (ref: { table: string; id: string }) => desk.rows.get(ref.table, ref.id);
  return ticketModel.announce?.({ before, after, find }, me.id)?.title;
}

test.each([
  ['in_progress', 'Your ticket is in progress'],
  ['waiting', 'Your ticket is waiting'],
  ['resolved', 'Your ticket was resolved'],
  ['closed', 'Your ticket was closed'],
] as const)(
  'a change of status to %s is announced to who made the ticket, and to nobody else',
  (status, title) => {
    const [before, after] = [ticket(), ticket({ status })];
    expect(toldTo(desk.staff, before, after)).toBe(title);
    for (const other of [desk.agent, desk.manager, desk.admin, desk.otherStaff])
      expect(toldTo(other, before, after)).toBeUndefined();
    expect(ticketModel.announce?.({ before, after, find: () => undefined }, desk.staff.id)).toMatchObject({
      body: '#7 Leaking tap',
      target: { table: 'ticket', id: id(40) },
    });
  },
);

test('a ticket that is opened again is announced as such', () => {
  expect(toldTo(desk.staff, ticket({ status: 'closed' }), ticket())).toBe('Your ticket was opened again');
});

test('one’s own changes are not announced to oneself, nor is a change of anything else', () => {
  const own = ticket({ status: 'closed', updatedBy: desk.staff.id });
  expect(toldTo(desk.staff, ticket(), own)).toBeUndefined();
  expect(toldTo(desk.staff, ticket(), ticket({ title: 'Dripping tap' }))).toBeUndefined();
});

test('urgent ones say so in the title', () => {
  const urgent = (more: Partial<Ticket>) => ticket({ priority: 'urgent', ...more });
  expect(toldTo(desk.staff, urgent({}), urgent({ status: 'resolved' }))).toBe(
    'Urgent: your ticket was resolved',
  );
  const assigned = { assigneeId: desk.agent.id, updatedBy: desk.manager.id };
  expect(toldTo(desk.agent, urgent({}), urgent(assigned))).toBe('Urgent: a ticket was assigned to you');
  expect(toldTo(desk.agent, ticket(), ticket(assigned))).toBe('A ticket was assigned to you');
});

test('a new ticket is announced to the desk only if it is urgent, and to its maker and staff never', () => {
  const by = { creatorId: desk.staff.id, updatedBy: desk.staff.id };
  const [urgent, normal] = [ticket({ ...by, priority: 'urgent' }), ticket(by)];
  for (const person of [desk.agent, desk.manager, desk.admin]) {
    expect(toldTo(person, undefined, urgent)).toBe('Urgent: new ticket');
    expect(toldTo(person, undefined, normal)).toBeUndefined();
  }
  expect(toldTo(desk.staff, undefined, urgent)).toBeUndefined();
  expect(toldTo(desk.otherStaff, undefined, { ...urgent, watcherIds: [desk.otherStaff.id] })).toBeUndefined();
  const own = ticket({ creatorId: desk.agent.id, updatedBy: desk.agent.id, priority: 'urgent' });
  expect(toldTo(desk.agent, undefined, own)).toBeUndefined();
});

test('what was urgent and is dealt with by the time that it arrives calls nobody', () => {
  expect(toldTo(desk.agent, undefined, ticket({ priority: 'urgent', status: 'closed' }))).toBeUndefined();
});
