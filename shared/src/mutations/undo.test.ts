import { expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { justWritten } from '../model/message.ts';
import type { User } from '../model/user.ts';
import { AT, Desk, id, newTicket } from '../test-support/desk.ts';
import { make, undoOf } from '../test-support/undoing.ts';

const project = { id: id(20), membershipId: id(21), name: 'Move', description: '', divisionId: null };

const change = (ticketId: string, changes: Json) => ({ id: ticketId, changes });
const closing = { status: { was: 'open', now: 'closed' } };

test('S30: a change of fields is undone, and the undo of that makes it again', () => {
  const desk = new Desk();
  desk.ticket(desk.staff, id(40), { description: 'one two three' });
  const changes = { ...closing, description: { was: 'one two three', now: 'ONE two three' } };
  const undo = make(desk, desk.staff, 'ticket.update', change(id(40), changes));
  const redo = make(desk, desk.staff, undo.name, undo.args);
  expect(desk.rows.get('ticket', id(40))).toMatchObject({ status: 'open', description: 'one two three' });
  desk.run(desk.staff, redo.name, redo.args);
  expect(desk.rows.get('ticket', id(40))).toMatchObject({ status: 'closed', description: 'ONE two three' });
});

test('S30: a field that was changed since is left, and its author is told; the others are put back', () => {
  const desk = new Desk();
  desk.ticket(desk.staff, id(40));
  const changes = { ...closing, priority: { was: 'normal', now: 'high' } };
  const undo = make(desk, desk.staff, 'ticket.update', change(id(40), changes));
  desk.run(desk.agent, 'ticket.update', change(id(40), { status: { was: 'closed', now: 'waiting' } }));
  desk.run(desk.staff, undo.name, undo.args);
  expect(desk.rows.get('ticket', id(40))).toMatchObject({ status: 'waiting', priority: 'normal' });
  expect(desk.rows.skipped).toEqual([{ table: 'ticket', id: id(40), field: 'status' }]);
});

test('S30: of long text only one’s own words are taken back; where that cannot be, the text is left', () => {
  const desk = new Desk();
  desk.ticket(desk.staff, id(40), { description: 'one two three' });
  const mine = { description: { was: 'one two three', now: 'ONE two three' } };
  const undo = make(desk, desk.staff, 'ticket.update', change(id(40), mine));
  const theirs = { description: { was: 'ONE two three', now: 'ONE two THREE' } };
  desk.run(desk.agent, 'ticket.update', change(id(40), theirs));
  desk.run(desk.staff, undo.name, undo.args);
  expect(desk.rows.get('ticket', id(40))?.description).toBe('one two THREE');
  const again = make(desk, desk.staff, 'ticket.update', {
    ...change(id(40), { description: { was: 'one two THREE', now: '1 two THREE' } }),
  });
  const over = { description: { was: '1 two THREE', now: 'uno two THREE' } };
  desk.run(desk.agent, 'ticket.update', change(id(40), over));
  desk.run(desk.staff, again.name, again.args);
  expect(desk.rows.get('ticket', id(40))?.description).toBe('uno two THREE');
  expect(desk.rows.skipped).toHaveLength(1);
});

test('S30: what changed nothing has no undo, nor has a field whose former value is not known', () => {
  const desk = new Desk();
  const same = { status: { was: 'open', now: 'open' }, priority: { now: 'high' } };
  expect(undoOf(desk, 'ticket.update', change(id(40), same))).toBeUndefined();
});

test('S30: an undo takes the permission of the change', () => {
  const desk = new Desk();
  desk.ticket(desk.agent, id(40));
  desk.run(desk.agent, 'ticket.watch', { id: id(40), userId: desk.staff.id });
  const undo = make(desk, desk.agent, 'ticket.update', change(id(40), closing));
  expect(desk.outcome(desk.staff, undo.name, undo.args)).toBe('AUTHORIZATION_FAILED');
  expect(desk.outcome(desk.otherStaff, undo.name, undo.args)).toBe('NOT_FOUND');
  expect(desk.outcome(desk.agent, undo.name, undo.args)).toBe('accepted');
});

test('S30: a ticket is taken back with what its maker wrote there, and made again under another id', () => {
  const desk = new Desk();
  const undo = make(desk, desk.staff, 'ticket.create', newTicket(id(40)));
  desk.run(desk.staff, 'message.create', { id: id(41), threadId: id(40), body: 'Still smoking.' });
  desk.rows.put('activity', activity(desk.staff));
  const redo = make(desk, desk.staff, undo.name, undo.args);
  for (const table of ['ticket', 'thread', 'message', 'activity']) expect(desk.rows.all(table)).toEqual([]);
  desk.run(desk.staff, redo.name, redo.args);
  expect(desk.rows.all('ticket')).toMatchObject([{ title: 'The printer smokes', creatorId: desk.staff.id }]);
  expect(desk.rows.get('ticket', id(40))).toBeUndefined();
});

function activity(actor: User) {
  const subject = { subjectTable: 'ticket', subjectId: id(40), actorId: actor.id };
  return { id: id(90), ...subject, kind: 'changed', changes: [], at: AT };
}

test.each([
  ['commented', (desk: Desk) => comment(desk)],
  ['changed', (desk: Desk) => desk.rows.put('activity', activity(desk.agent))],
])('S30: a ticket where somebody else has %s is not taken back, and the reason is said', (_, others) => {
  const desk = new Desk();
  const undo = make(desk, desk.staff, 'ticket.create', newTicket(id(40)));
  others(desk);
  expect(() => desk.run(desk.staff, undo.name, undo.args)).toThrow(
    expect.objectContaining({ code: 'CONFLICT', details: { reason: 'undo' } }),
  );
  expect(desk.rows.get('ticket', id(40))).toBeDefined();
});

function comment(desk: Desk): void {
  desk.run(desk.agent, 'message.create', { id: id(41), threadId: id(40), body: 'On my way.' });
}

test('S30: nobody takes back a ticket or a comment of somebody else', () => {
  const desk = new Desk();
  desk.ticket(desk.staff, id(40));
  comment(desk);
  expect(desk.outcome(desk.admin, 'ticket.withdraw', { id: id(40) })).toBe('AUTHORIZATION_FAILED');
  expect(desk.outcome(desk.otherStaff, 'ticket.withdraw', { id: id(40) })).toBe('NOT_FOUND');
  expect(desk.outcome(desk.staff, 'message.withdraw', { id: id(41) })).toBe('AUTHORIZATION_FAILED');
  expect(desk.outcome(desk.otherStaff, 'message.withdraw', { id: id(41) })).toBe('NOT_FOUND');
  expect(desk.outcome(desk.agent, 'message.withdraw', { id: id(41) })).toBe('accepted');
});

test('S30: a comment that others may have read leaves an empty place when it is taken back, and is written anew', () => {
  const desk = new Desk();
  desk.ticket(desk.staff, id(40));
  const undo = make(desk, desk.staff, 'message.create', { id: id(41), threadId: id(40), body: 'Hello' });
  const redo = make(desk, desk.staff, undo.name, undo.args);
  expect(desk.rows.all('message')).toMatchObject([{ id: id(41), number: 1, body: '', deletedAt: AT }]);
  desk.run(desk.staff, redo.name, redo.args);
  expect(desk.rows.all('message')).toMatchObject([
    { id: id(41), number: 1, body: '' },
    { number: 2, body: 'Hello', authorId: desk.staff.id },
  ]);
});

test('S30: a comment that never left its author’s device goes without a trace, and is made again', () => {
  const desk = new Desk();
  desk.ticket(desk.staff, id(40));
  const comment = { id: id(41), threadId: id(40), authorId: desk.staff.id, body: 'Hello', createdAt: AT };
  desk.rows.put('message', { ...comment, ...justWritten });
  const redo = make(desk, desk.staff, 'message.withdraw', { id: id(41) });
  expect(desk.rows.all('message')).toEqual([]);
  desk.run(desk.staff, redo.name, redo.args);
  expect(desk.rows.all('message')).toMatchObject([{ body: 'Hello', authorId: desk.staff.id }]);
});

test('S30: watching is undone by the other one, unless it changed nothing', () => {
  const desk = new Desk();
  desk.ticket(desk.staff, id(40));
  const args = { id: id(40), userId: desk.staff.id };
  expect(undoOf(desk, 'ticket.unwatch', args)).toBeUndefined();
  const undo = make(desk, desk.staff, 'ticket.watch', args);
  expect(undoOf(desk, 'ticket.watch', args)).toBeUndefined();
  desk.run(desk.staff, undo.name, undo.args);
  expect(desk.rows.get('ticket', id(40))?.watcherIds).toEqual([]);
});

test('S30: a member is added and removed again, and the other way round', () => {
  const desk = new Desk();
  desk.run(desk.manager, 'project.create', project);
  const member = {
    ...{ id: id(22), userId: desk.staff.id, groupTable: 'project', groupId: id(20), role: 'member' },
  };
  const undo = make(desk, desk.manager, 'membership.add', member);
  const redo = make(desk, desk.manager, undo.name, undo.args);
  expect(desk.rows.get('membership', id(22))).toBeUndefined();
  desk.run(desk.manager, redo.name, redo.args);
  const { id: _, ...same } = member;
  expect(desk.rows.all('membership').filter((row) => row.userId === desk.staff.id)).toMatchObject([same]);
});

test('S30: a project is taken back by its maker and made again; changes of it are undone', () => {
  const desk = new Desk();
  const undo = make(desk, desk.manager, 'project.create', project);
  const renaming = { id: id(20), changes: { name: { was: 'Move', now: 'Removal' } } };
  const back = make(desk, desk.manager, 'project.update', renaming);
  desk.run(desk.manager, back.name, back.args);
  expect(desk.rows.get('project', id(20))?.name).toBe('Move');
  expect(desk.outcome(desk.staff, back.name, back.args)).toBe('NOT_FOUND');
  expect(desk.outcome(desk.agent, back.name, back.args)).toBe('AUTHORIZATION_FAILED');
  expect(desk.outcome(desk.admin, undo.name, undo.args)).toBe('AUTHORIZATION_FAILED');
  const redo = make(desk, desk.manager, undo.name, undo.args);
  for (const table of ['project', 'thread', 'membership']) expect(desk.rows.all(table)).toEqual([]);
  desk.run(desk.manager, redo.name, redo.args);
  expect(desk.rows.all('project')).toMatchObject([{ name: 'Move', ownerId: desk.manager.id }]);
});

test('S30: a project with tickets or other members is not taken back', () => {
  const desk = new Desk();
  desk.run(desk.manager, 'project.create', project);
  const member = { userId: desk.staff.id, groupTable: 'project', groupId: id(20), role: 'member' };
  desk.run(desk.manager, 'membership.add', { id: id(22), ...member });
  expect(desk.outcome(desk.manager, 'project.withdraw', { id: id(20) })).toBe('CONFLICT');
  desk.run(desk.manager, 'membership.remove', { id: id(22) });
  desk.ticket(desk.agent, id(40), { projectId: id(20) });
  expect(desk.outcome(desk.manager, 'project.withdraw', { id: id(20) })).toBe('CONFLICT');
  desk.run(desk.agent, 'ticket.withdraw', { id: id(40) });
  expect(desk.outcome(desk.manager, 'project.withdraw', { id: id(20) })).toBe('accepted');
});

test('S30: disabling is undone by enabling, and only where somebody was not disabled before', () => {
  const desk = new Desk();
  const who = { id: desk.staff.id };
  const undo = make(desk, desk.admin, 'user.disable', who);
  expect(undoOf(desk, 'user.disable', who)).toBeUndefined();
  const redo = make(desk, desk.admin, undo.name, undo.args);
  expect(desk.rows.get('user', desk.staff.id)?.disabled).toBe(false);
  expect(redo).toEqual({ name: 'user.disable', args: who });
});

test('S30: a role and the name of a division are put back, unless they were changed since', () => {
  const desk = new Desk();
  desk.run(desk.admin, 'division.create', { id: id(30), name: 'Roads' });
  const rename = change(id(30), { name: { was: 'Roads', now: 'Streets' } });
  const undoName = make(desk, desk.admin, 'division.update', rename);
  desk.run(desk.admin, undoName.name, undoName.args);
  expect(desk.rows.get('division', id(30))?.name).toBe('Roads');
  const promote = change(desk.staff.id, { role: { was: 'staff', now: 'agent' } });
  const undoRole = make(desk, desk.admin, 'user.update', promote);
  const further = change(desk.staff.id, { role: { was: 'agent', now: 'manager' } });
  desk.run(desk.admin, 'user.update', further);
  desk.run(desk.admin, undoRole.name, undoRole.args);
  expect(desk.rows.get('user', desk.staff.id)?.role).toBe('manager');
});
