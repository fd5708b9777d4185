import { expect, test } from 'vitest';
import { audienceOf } from './audience.ts';
import type { RowData } from './effect/operations.ts';
import { findModel } from './registry.ts';
import { Desk, id } from './test-support/desk.ts';

function audience(desk: Desk, table: string, rowId: string): string[] {
  const row: RowData | undefined = desk.rows.get(table, rowId);
  if (row === undefined) throw new Error(`There is no ${table} ${rowId}.`);
  return [...desk.rows.run(audienceOf(findModel, table, row))].sort();
}

test('S8: a ticket is for the desk, its creator, assignee and watchers, and its project', () => {
  const desk = new Desk();
  desk.run(desk.manager, 'project.create', {
    id: id(20),
    membershipId: id(21),
    name: 'Move',
    description: '',
    divisionId: null,
  });
  desk.ticket(desk.staff, id(40));
  desk.run(desk.agent, 'ticket.update', {
    id: id(40),
    changes: {
      assigneeId: { was: null, now: desk.agent.id },
      projectId: { was: null, now: id(20) },
    },
  });
  desk.run(desk.agent, 'ticket.watch', { id: id(40), userId: desk.otherStaff.id });
  expect(audience(desk, 'ticket', id(40))).toEqual(
    [
      'desk',
      `project:${id(20)}`,
      `user:${desk.agent.id}`,
      `user:${desk.otherStaff.id}`,
      `user:${desk.staff.id}`,
    ].sort(),
  );
});

test('S8: rows below a ticket share its audience', () => {
  const desk = new Desk();
  desk.ticket(desk.staff, id(40));
  desk.run(desk.staff, 'message.create', { id: id(41), threadId: id(40), body: 'Still smoking.' });
  expect(audience(desk, 'thread', id(40))).toEqual(['desk', `user:${desk.staff.id}`].sort());
  expect(audience(desk, 'message', id(41))).toEqual(['desk', `user:${desk.staff.id}`].sort());
});

test('S8: a row whose parent is gone is for nobody', () => {
  const desk = new Desk();
  const orphan = { id: id(50), threadId: id(51), body: 'Alone' };
  expect(desk.rows.run(audienceOf(findModel, 'message', orphan)).size).toBe(0);
});

test('S8: a membership of a project is for the desk, the project and its person', () => {
  const desk = new Desk();
  const membership = { id: id(60), userId: id(4), groupTable: 'project', groupId: id(20), role: 'member' };
  expect([...desk.rows.run(audienceOf(findModel, 'membership', membership))].sort()).toEqual(
    ['desk', `project:${id(20)}`, `user:${id(4)}`].sort(),
  );
});
