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
