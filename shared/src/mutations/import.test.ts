import { expect, test } from 'vitest';
import { AT, Desk, id } from '../test-support/desk.ts';

const ticket = {
  ...{ id: id(100), title: 'From elsewhere', description: 'Old', status: 'resolved', priority: 'high' },
  ...{ creatorId: id(4), assigneeId: id(3), projectId: null, divisionId: null, due: null },
  ...{ createdAt: '2024-01-01T00:00:00.000Z', updatedAt: '2024-02-01T00:00:00.000Z' },
  endedAt: '2024-02-01T00:00:00.000Z',
};
const plan = {
  ...{ stage: 'running', startsOn: null, endsOn: null, budget: 100, spent: 0 },
  ...{ cash: null, cashThreshold: null, spentThreshold: null },
};
const project = {
  ...{ ...plan, id: id(110), membershipId: id(111), name: 'Bridge', description: '', status: 'active' },
  ...{ divisionId: null, ownerId: id(2), createdAt: '2024-01-01T00:00:00.000Z' },
};
const person = {
  ...{ id: id(120), name: 'Nora New', email: 'nora@example.org', role: 'staff', disabled: false },
  ...{ divisionId: null, membershipId: id(121) },
};
const all: readonly [string, object][] = [
  ['import.division', { id: id(130), name: 'Roads' }],
  ['import.person', person],
  ['import.project', project],
  ['import.phase', phase()],
  ['import.ticket', ticket],
  ['import.comments', { ticketId: id(100), comments: [comment(140)] }],
  ['import.assignment', { userId: id(4), projectId: id(110), phaseId: null, week: '2026-03-02', hours: 8 }],
];

function phase() {
  const dates = { startsOn: null, endsOn: null, status: 'planned', progress: 0 };
  return { id: id(115), projectId: id(110), name: 'Ground', position: 'a0', ...dates };
}

function comment(n: number) {
  return { id: id(n), body: 'Said long ago', createdAt: '2024-01-02T00:00:00.000Z' };
}

test('only admins bring in rows of other systems', () => {
  for (const who of ['manager', 'agent', 'staff'] as const) {
    const desk = new Desk();
    for (const [name, args] of all)
      expect(desk.outcome(desk[who], name, args), `${name} ${who}`).toBe('AUTHORIZATION_FAILED');
  }
});

test('rows come in with their people, dates and numbers, and what is there already is left alone', () => {
  const desk = new Desk();
  for (const [name, args] of all) desk.run(desk.admin, name, args);
  expect(desk.rows.get('ticket', id(100))).toMatchObject({ ...ticket, number: 1, updatedBy: desk.admin.id });
  expect(desk.rows.get('message', id(140))).toMatchObject({ authorId: desk.admin.id, number: 1 });
  expect(desk.rows.get('project', id(110))).toMatchObject({ name: 'Bridge', budget: 100, ownerId: id(2) });
  expect(desk.rows.all('membership')).toMatchObject([{ userId: id(2), groupId: id(110), role: 'manager' }]);
  const tables = ['division', 'user', 'project', 'phase', 'ticket', 'message', 'assignment', 'membership'];
  const rows = () => tables.flatMap((table) => desk.rows.all(table));
  const title = { was: 'From elsewhere', now: 'Ours by now' };
  desk.run(desk.agent, 'ticket.update', { id: id(100), changes: { title } });
  const before = rows();
  for (const [name, args] of all) desk.run(desk.admin, name, args);
  expect(rows()).toEqual(before);
});

test('hours that somebody planned stand; a place where nobody is planned any more is filled', () => {
  const desk = new Desk();
  desk.run(desk.admin, 'import.project', project);
  const place = { userId: id(4), projectId: id(110), phaseId: null, week: '2026-03-02' };
  const hours = () => desk.rows.all('assignment').map((row) => row.hours);
  desk.run(desk.manager, 'assignment.set', { ...place, changes: { hours: { was: 0, now: 12 } } });
  desk.run(desk.admin, 'import.assignment', { ...place, hours: 8 });
  expect(hours()).toEqual([12]);
  desk.run(desk.manager, 'assignment.set', { ...place, changes: { hours: { was: 12, now: 0 } } });
  desk.run(desk.admin, 'import.assignment', { ...place, hours: 8 });
  expect(hours()).toEqual([8]);
});

test('an e-mail address that somebody has makes no second person', () => {
  const desk = new Desk();
  const people = desk.rows.all('user').length;
  desk.run(desk.admin, 'import.person', { ...person, email: desk.staff.email });
  expect(desk.rows.all('user')).toHaveLength(people);
});

test('times from the future are those of the import', () => {
  const desk = new Desk();
  const future = '2030-01-01T00:00:00.000Z';
  desk.run(desk.admin, 'import.ticket', { ...ticket, createdAt: future, updatedAt: future });
  expect(desk.rows.get('ticket', id(100))).toMatchObject({ createdAt: AT, updatedAt: AT });
});

test('a row that names nobody or nothing of here is refused', () => {
  const desk = new Desk();
  for (const wrong of [
    { assigneeId: id(77) },
    { creatorId: id(77) },
    { projectId: id(77) },
    { divisionId: id(77) },
  ])
    expect(desk.outcome(desk.admin, 'import.ticket', { ...ticket, ...wrong })).toBe('NOT_FOUND');
});
