import { expect, test } from 'vitest';
import { id } from '../test-support/desk.ts';
import { divisionId, outcomesOf, ProjectDesk } from '../test-support/project-desk.ts';
import { make } from '../test-support/undoing.ts';

const ofManagers = 'admin: yes, manager: yes, agent: no, lead: no, member: no, outsider: no';
const holiday = { id: id(70), day: '2026-05-01', name: 'May Day', divisionId: null, share: 100 };

test('managers make the calendar', () => {
  expect(outcomesOf('holiday.add', () => holiday)).toBe(ofManagers);
  expect(outcomesOf('holiday.remove', () => ({ id: id(70) }))).toBe(ofManagers);
  const desk = new ProjectDesk();
  expect(desk.outcome(desk.manager, 'holiday.add', { ...holiday, divisionId: id(98) })).toBe('NOT_FOUND');
});

test('S2: a day that two enter at the same time is one; that of a division stands beside it', () => {
  const desk = new ProjectDesk();
  desk.run(desk.manager, 'holiday.add', holiday);
  desk.run(desk.admin, 'holiday.add', { ...holiday, id: id(71), name: 'Labour Day' });
  desk.run(desk.manager, 'holiday.add', { ...holiday, id: id(72), divisionId });
  expect(desk.rows.all('holiday').map((row) => row.name)).toEqual(['May Day', 'May Day']);
  expect(desk.outcome(desk.admin, 'holiday.remove', { id: id(71) })).toBe('accepted');
  expect(desk.rows.all('holiday')).toHaveLength(2);
});

test('S30: a holiday is entered and taken back, and the other way round', () => {
  const desk = new ProjectDesk();
  const undo = make(desk, desk.manager, 'holiday.add', holiday);
  const redo = make(desk, desk.manager, undo.name, undo.args);
  expect(desk.rows.all('holiday')).toEqual([]);
  desk.run(desk.manager, redo.name, redo.args);
  const { id: _, ...same } = holiday;
  expect(desk.rows.all('holiday')).toMatchObject([same]);
});
