import { expect, test } from 'vitest';
import { AT, Desk, id } from '../test-support/desk.ts';

const person = { id: id(80), name: 'Grace', email: 'Grace@Example.org', role: 'agent' };
const project = { id: id(20), membershipId: id(21), name: 'Move', description: '', divisionId: null };

test('only admins add and disable people', () => {
  const desk = new Desk();
  expect(desk.outcome(desk.manager, 'user.add', person)).toBe('AUTHORIZATION_FAILED');
  expect(desk.outcome(desk.manager, 'user.disable', { id: desk.staff.id })).toBe('AUTHORIZATION_FAILED');
  expect(desk.outcome(desk.admin, 'user.add', person)).toBe('accepted');
  expect(desk.outcome(desk.admin, 'user.disable', { id: id(80) })).toBe('accepted');
  expect(desk.rows.get('user', id(80))?.disabled).toBe(true);
});

test('an e-mail address belongs to one person, whatever its case', () => {
  const desk = new Desk();
  desk.run(desk.admin, 'user.add', person);
  expect(desk.rows.get('user', id(80))?.email).toBe('grace@example.org');
  const again = { ...person, id: id(81), email: 'GRACE@example.org' };
  expect(desk.outcome(desk.admin, 'user.add', again)).toBe('CONFLICT');
});

test('managers make projects and are their first manager; agents and staff make none', () => {
  const desk = new Desk();
  expect(desk.outcome(desk.agent, 'project.create', project)).toBe('AUTHORIZATION_FAILED');
  desk.run(desk.manager, 'project.create', project);
  expect(desk.rows.get('membership', id(21))).toMatchObject({ userId: desk.manager.id, role: 'manager' });
});

test('S2: adding the same member twice, at the same time, is no error', () => {
  const desk = new Desk();
  desk.run(desk.manager, 'project.create', project);
  const member = { userId: desk.staff.id, groupTable: 'project', groupId: id(20), role: 'member' };
  desk.run(desk.manager, 'membership.add', { id: id(22), ...member });
  desk.run(desk.admin, 'membership.add', { id: id(23), ...member });
  expect(desk.rows.all('membership').filter((row) => row.userId === desk.staff.id)).toHaveLength(1);
  expect(desk.outcome(desk.manager, 'membership.remove', { id: id(23) })).toBe('accepted');
  expect(desk.outcome(desk.agent, 'membership.remove', { id: id(22) })).toBe('AUTHORIZATION_FAILED');
});

test('S2: people comment where they may see the conversation, and nowhere else', () => {
  const desk = new Desk();
  desk.ticket(desk.staff, id(40));
  const comment = (messageId: string) => ({ id: messageId, threadId: id(40), body: 'Still smoking.' });
  expect(desk.outcome(desk.otherStaff, 'message.create', comment(id(41)))).toBe('NOT_FOUND');
  expect(desk.outcome(desk.staff, 'message.create', comment(id(42)))).toBe('accepted');
  expect(desk.rows.get('message', id(42))).toMatchObject({ authorId: desk.staff.id, createdAt: AT });
});

test('only the person who was overwritten may mark it as seen', () => {
  const desk = new Desk();
  desk.rows.put('overwrite', {
    ...{ id: id(90), userId: desk.staff.id, subjectTable: 'ticket', subjectId: id(40) },
    ...{ field: 'status', activityId: id(91), at: AT, seen: false },
  });
  expect(desk.outcome(desk.admin, 'overwrite.seen', { id: id(90) })).toBe('NOT_FOUND');
  expect(desk.outcome(desk.staff, 'overwrite.seen', { id: id(90) })).toBe('accepted');
  expect(desk.rows.get('overwrite', id(90))?.seen).toBe(true);
});

const role = (userId: string, was: string, now: string) => ({ id: userId, changes: { role: { was, now } } });
const roleBack = (userId: string, ifStill: string, now: string) => ({
  id: userId,
  changes: { role: { ifStill, now } },
});

test('only admins change names, addresses and roles, and no address is used twice', () => {
  const desk = new Desk();
  const promotion = role(desk.staff.id, 'staff', 'agent');
  expect(desk.outcome(desk.manager, 'user.update', promotion)).toBe('AUTHORIZATION_FAILED');
  expect(desk.outcome(desk.manager, 'user.revert', roleBack(desk.staff.id, 'agent', 'staff'))).toBe(
    'AUTHORIZATION_FAILED',
  );
  desk.run(desk.admin, 'user.update', promotion);
  expect(desk.rows.get('user', desk.staff.id)?.role).toBe('agent');
  const taken = { id: desk.staff.id, changes: { email: { was: desk.staff.email, now: desk.agent.email } } };
  expect(desk.outcome(desk.admin, 'user.update', taken)).toBe('CONFLICT');
});

test('the only admin is neither disabled nor made something else; one of two is', () => {
  const desk = new Desk();
  const step = role(desk.admin.id, 'admin', 'agent');
  expect(desk.outcome(desk.admin, 'user.disable', { id: desk.admin.id })).toBe('CONFLICT');
  expect(desk.outcome(desk.admin, 'user.update', step)).toBe('CONFLICT');
  expect(desk.outcome(desk.admin, 'user.revert', roleBack(desk.admin.id, 'admin', 'agent'))).toBe('CONFLICT');
  desk.run(desk.admin, 'user.update', role(desk.manager.id, 'manager', 'admin'));
  expect(desk.outcome(desk.admin, 'user.update', step)).toBe('accepted');
  expect(desk.outcome(desk.manager, 'user.disable', { id: desk.manager.id })).toBe('AUTHORIZATION_FAILED');
  const promoted = { ...desk.manager, role: 'admin' as const };
  expect(desk.outcome(promoted, 'user.disable', { id: desk.manager.id })).toBe('CONFLICT');
});

test('a disabled admin does not count as one', () => {
  const desk = new Desk();
  desk.run(desk.admin, 'user.update', role(desk.manager.id, 'manager', 'admin'));
  desk.run(desk.admin, 'user.disable', { id: desk.manager.id });
  expect(desk.outcome(desk.admin, 'user.disable', { id: desk.admin.id })).toBe('CONFLICT');
  desk.run(desk.admin, 'user.enable', { id: desk.manager.id });
  expect(desk.outcome(desk.admin, 'user.disable', { id: desk.admin.id })).toBe('accepted');
});

test('only admins rename divisions', () => {
  const desk = new Desk();
  desk.run(desk.admin, 'division.create', { id: id(30), name: 'Roads' });
  const renamed = { id: id(30), changes: { name: { was: 'Roads', now: 'Streets' } } };
  expect(desk.outcome(desk.manager, 'division.update', renamed)).toBe('AUTHORIZATION_FAILED');
  desk.run(desk.admin, 'division.update', renamed);
  expect(desk.rows.get('division', id(30))?.name).toBe('Streets');
});
