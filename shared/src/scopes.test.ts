import { expect, test } from 'vitest';
import { scopesOf } from './scopes.ts';
import { Desk, id } from './test-support/desk.ts';

test('S8: staff hold what is for everyone and what is theirs, and nothing of the desk', () => {
  const desk = new Desk();
  expect([...desk.rows.run(scopesOf(desk.staff.id))]).toEqual(['everyone', `user:${desk.staff.id}`]);
});

test('S8: agents and managers hold the desk, admins the scope of admins too', () => {
  const desk = new Desk();
  expect(desk.rows.run(scopesOf(desk.agent.id)).has('desk')).toBe(true);
  expect(desk.rows.run(scopesOf(desk.manager.id)).has('admin')).toBe(false);
  expect(desk.rows.run(scopesOf(desk.admin.id)).has('admin')).toBe(true);
});

test('S10: a membership of a project gives its scope, and its end takes it away', () => {
  const desk = new Desk();
  const project = { id: id(20), membershipId: id(21), name: 'Move', description: '', divisionId: null };
  desk.run(desk.manager, 'project.create', project);
  const membership = {
    id: id(22),
    userId: desk.staff.id,
    groupTable: 'project',
    groupId: id(20),
    role: 'member',
  };
  desk.run(desk.manager, 'membership.add', membership);
  expect(desk.rows.run(scopesOf(desk.staff.id)).has(`project:${id(20)}`)).toBe(true);
  desk.run(desk.manager, 'membership.remove', { id: id(22) });
  expect(desk.rows.run(scopesOf(desk.staff.id)).has(`project:${id(20)}`)).toBe(false);
});

test('S8: only managers of a division hold its scope', () => {
  const desk = new Desk();
  desk.run(desk.admin, 'division.create', { id: id(30), name: 'Roads' });
  const group = { groupTable: 'division', groupId: id(30) };
  desk.run(desk.admin, 'membership.add', { id: id(31), userId: desk.manager.id, role: 'manager', ...group });
  desk.run(desk.admin, 'membership.add', { id: id(32), userId: desk.agent.id, role: 'member', ...group });
  expect(desk.rows.run(scopesOf(desk.manager.id)).has(`division:${id(30)}`)).toBe(true);
  expect(desk.rows.run(scopesOf(desk.agent.id)).has(`division:${id(30)}`)).toBe(false);
});

test('S7: a disabled person and a stranger hold nothing', () => {
  const desk = new Desk();
  desk.run(desk.admin, 'user.disable', { id: desk.agent.id });
  expect(desk.rows.run(scopesOf(desk.agent.id)).size).toBe(0);
  expect(desk.rows.run(scopesOf(id(400))).size).toBe(0);
});
