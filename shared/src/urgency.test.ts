import { expect, test } from 'vitest';
import type { RowData } from './effect/operations.ts';
import { findModel } from './registry.ts';
import { Desk, id } from './test-support/desk.ts';
import { isUrgent } from './urgency.ts';

function urgencyOf(desk: Desk, table: string, row: RowData | undefined): boolean {
  if (row === undefined) throw new Error('There is no such row.');
  return desk.rows.run(isUrgent(findModel, table, row));
}

test.each([
  ['urgent', true],
  ['high', false],
])('a ticket of priority %s, and what hangs under it: %s', (priority, expected) => {
  const desk = new Desk();
  desk.ticket(desk.staff, id(40), { priority });
  desk.run(desk.staff, 'message.create', { id: id(41), threadId: id(40), body: 'Hello' });
  expect(urgencyOf(desk, 'ticket', desk.rows.get('ticket', id(40)))).toBe(expected);
  expect(urgencyOf(desk, 'thread', desk.rows.get('thread', id(40)))).toBe(expected);
  expect(urgencyOf(desk, 'message', desk.rows.get('message', id(41)))).toBe(expected);
});

test('what knows no urgency has none', () => {
  const desk = new Desk();
  expect(urgencyOf(desk, 'user', desk.rows.get('user', desk.staff.id))).toBe(false);
});
