import type { Ticket } from '@holdfast/shared/model/ticket.ts';
import type { Role, User } from '@holdfast/shared/model/user.ts';
import { expect, test } from 'vitest';
import { changeOfField, refusalOf } from './ticket-changes.ts';

const at = '2026-01-01T00:00:00.000Z';
const ticket: Ticket = {
  id: 't',
  number: 1,
  title: 'Leak',
  description: '',
  status: 'open',
  priority: 'normal',
  creatorId: 'sam',
  assigneeId: null,
  watcherIds: [],
  projectId: null,
  divisionId: null,
  due: null,
  createdAt: at,
  updatedAt: at,
  updatedBy: 'sam',
};
const person = (id: string, role: Role): User => ({
  id,
  role,
  name: id,
  email: `${id}@example.org`,
  disabled: false,
  createdAt: at,
});

test('a change carries what its author saw', () => {
  expect(changeOfField(ticket, 'status', 'closed')).toEqual({ status: { was: 'open', now: 'closed' } });
});

test('the screen refuses what the server would, and says who may', () => {
  const close = changeOfField(ticket, 'status', 'closed');
  expect(refusalOf(ticket, person('ann', 'agent'), close)).toBeUndefined();
  expect(refusalOf(ticket, person('sam', 'staff'), close)).toBeUndefined();
  expect(refusalOf(ticket, person('eve', 'staff'), close)?.who).toContain('the desk');
  const assign = changeOfField(ticket, 'assigneeId', 'sam');
  expect(refusalOf(ticket, person('sam', 'staff'), assign)).toEqual({
    who: 'only the desk',
    what: 'assign tickets',
  });
});

test('nobody is stopped before it is known who they are', () => {
  expect(refusalOf(ticket, undefined, changeOfField(ticket, 'status', 'closed'))).toBeUndefined();
});
