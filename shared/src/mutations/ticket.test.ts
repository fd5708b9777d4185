import { expect, test } from 'vitest';
import { AT, Desk, id, newTicket } from '../test-support/desk.ts';
import { make } from '../test-support/undoing.ts';

const EARLIER = '2026-03-01T10:00:00.000Z';

const close = (ticketId: string) => ({ id: ticketId, changes: { status: { was: 'open', now: 'closed' } } });

test('S2: a ticket gets a thread of the same id, and its number from the server', () => {
  const desk = new Desk();
  desk.ticket(desk.staff, id(40));
  desk.ticket(desk.staff, id(41));
  expect(desk.rows.get('ticket', id(41))).toMatchObject({
    number: 2,
    status: 'open',
    creatorId: desk.staff.id,
  });
  expect(desk.rows.get('thread', id(41))).toMatchObject({ subjectTable: 'ticket', subjectId: id(41) });
});

test('S2: an id that was used is never used again', () => {
  const desk = new Desk();
  desk.ticket(desk.staff, id(40));
  expect(desk.outcome(desk.agent, 'ticket.create', newTicket(id(40)))).toBe('CONFLICT');
});

test('S2: a row that one may not see and a row that is absent give the same error', () => {
  const desk = new Desk();
  desk.ticket(desk.agent, id(40));
  expect(desk.outcome(desk.staff, 'ticket.update', close(id(40)))).toBe('NOT_FOUND');
  expect(desk.outcome(desk.staff, 'ticket.update', close(id(99)))).toBe('NOT_FOUND');
  expect(desk.outcome(desk.staff, 'ticket.watch', { id: id(40), userId: desk.staff.id })).toBe('NOT_FOUND');
});

test('staff close their own tickets, and not one that they merely watch', () => {
  const desk = new Desk();
  desk.ticket(desk.staff, id(40));
  desk.run(desk.agent, 'ticket.watch', { id: id(40), userId: desk.otherStaff.id });
  expect(desk.outcome(desk.otherStaff, 'ticket.update', close(id(40)))).toBe('AUTHORIZATION_FAILED');
  expect(desk.outcome(desk.staff, 'ticket.update', close(id(40)))).toBe('accepted');
});

test('staff assign nobody, neither at once nor later, and file no ticket elsewhere', () => {
  const desk = new Desk();
  const assigned = { ...newTicket(id(40)), assigneeId: desk.agent.id };
  expect(desk.outcome(desk.staff, 'ticket.create', assigned)).toBe('AUTHORIZATION_FAILED');
  desk.ticket(desk.staff, id(41));
  const changes = { assigneeId: { was: null, now: desk.agent.id } };
  expect(desk.outcome(desk.staff, 'ticket.update', { id: id(41), changes })).toBe('AUTHORIZATION_FAILED');
  const filed = { divisionId: { was: null, now: id(70) } };
  expect(desk.outcome(desk.staff, 'ticket.update', { id: id(41), changes: filed })).toBe(
    'AUTHORIZATION_FAILED',
  );
});

test('a ticket is assigned to people who are there and not disabled', () => {
  const desk = new Desk();
  desk.run(desk.admin, 'user.disable', { id: desk.otherStaff.id });
  const to = (userId: string) => ({ ...newTicket(id(40)), assigneeId: userId });
  expect(desk.outcome(desk.agent, 'ticket.create', to(desk.otherStaff.id))).toBe('NOT_FOUND');
  expect(desk.outcome(desk.agent, 'ticket.create', to(id(98)))).toBe('NOT_FOUND');
});

test('a ticket goes only into a project that its author may see', () => {
  const desk = new Desk();
  desk.run(desk.manager, 'project.create', {
    id: id(20),
    membershipId: id(21),
    name: 'Secret',
    description: '',
    divisionId: null,
  });
  const inProject = { ...newTicket(id(40)), projectId: id(20) };
  expect(desk.outcome(desk.staff, 'ticket.create', inProject)).toBe('NOT_FOUND');
  expect(desk.outcome(desk.agent, 'ticket.create', inProject)).toBe('accepted');
});

test('S2: watchers change by adding and removing; anybody may for themselves, only the desk for others', () => {
  const desk = new Desk();
  desk.ticket(desk.staff, id(40));
  const others = { id: id(40), userId: desk.otherStaff.id };
  expect(desk.outcome(desk.staff, 'ticket.watch', others)).toBe('AUTHORIZATION_FAILED');
  desk.run(desk.agent, 'ticket.watch', others);
  desk.run(desk.agent, 'ticket.watch', others);
  expect(desk.rows.get('ticket', id(40))?.watcherIds).toEqual([desk.otherStaff.id]);
  desk.run(desk.otherStaff, 'ticket.unwatch', others);
  expect(desk.rows.get('ticket', id(40))?.watcherIds).toEqual([]);
});

test('only admins import, with dates, status and comments kept', () => {
  const desk = new Desk();
  const createdAt = '2018-06-26T14:58:54.000Z';
  const args = {
    ...{ id: id(40), title: 'Noise', description: '', status: 'closed', priority: 'low' },
    ...{ divisionId: null, due: null, createdAt, updatedAt: createdAt },
    comments: [{ id: id(41), body: 'Dealt with.', createdAt }],
  };
  expect(desk.outcome(desk.manager, 'ticket.import', args)).toBe('AUTHORIZATION_FAILED');
  desk.run(desk.admin, 'ticket.import', args);
  expect(desk.rows.get('ticket', id(40))).toMatchObject({ createdAt, status: 'closed', number: 1 });
  expect(desk.rows.get('message', id(41))).toMatchObject({
    threadId: id(40),
    body: 'Dealt with.',
    createdAt,
  });
});

test('a ticket is filed only where there is something', () => {
  const desk = new Desk();
  const into = (place: object) => ({ ...newTicket(id(40)), ...place });
  expect(desk.outcome(desk.agent, 'ticket.create', into({ divisionId: id(70) }))).toBe('NOT_FOUND');
  expect(desk.outcome(desk.agent, 'ticket.create', into({ projectId: id(71) }))).toBe('NOT_FOUND');
  desk.run(desk.admin, 'division.create', { id: id(70), name: 'Roads' });
  expect(desk.outcome(desk.agent, 'ticket.create', into({ divisionId: id(70) }))).toBe('accepted');
});

test('a ticket says since when nothing is to be done: from its first end, until it is opened again or that is undone', () => {
  const desk = new Desk();
  desk.ticket(desk.staff, id(40));
  const endedAt = () => desk.rows.get('ticket', id(40))?.endedAt ?? null;
  const move = (was: string, now: string) => ({ id: id(40), changes: { status: { was, now } } });
  desk.run(desk.agent, 'ticket.update', move('open', 'resolved'));
  expect(endedAt()).toBe(AT);
  desk.rows.put('ticket', { ...desk.rows.all('ticket')[0], id: id(40), endedAt: EARLIER });
  desk.run(desk.agent, 'ticket.update', move('resolved', 'closed'));
  expect(endedAt()).toBe(EARLIER);
  const undo = make(desk, desk.agent, 'ticket.update', move('closed', 'open'));
  expect(endedAt()).toBeNull();
  desk.run(desk.agent, undo.name, undo.args);
  expect(endedAt()).toBe(AT);
  // An undo that leaves the status, since somebody changed it, leaves the end too.
  desk.run(desk.agent, 'ticket.revert', {
    id: id(40),
    changes: { status: { ifStill: 'waiting', now: 'open' } },
  });
  expect(endedAt()).toBe(AT);
});
