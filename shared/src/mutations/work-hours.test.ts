import { expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { usualWeekdays } from '../model/work-hours.ts';
import { id } from '../test-support/desk.ts';
import { outcomesOf, ProjectDesk } from '../test-support/project-desk.ts';
import { make } from '../test-support/undoing.ts';

const ofManagers = 'admin: yes, manager: yes, agent: no, lead: no, member: no, outsider: no';
const less = [6, 6, 6, 6, 0, 0, 0];
const working = (userId: string, was: Json, now: Json) => ({
  id: userId,
  changes: { weekdays: { was, now } },
});

test('managers set how much somebody works, and nobody does for themselves', () => {
  expect(outcomesOf('work-hours.set', (_, actor) => working(actor.id, [...usualWeekdays], less))).toBe(
    ofManagers,
  );
  const desk = new ProjectDesk();
  expect(desk.outcome(desk.manager, 'work-hours.set', working(id(98), [...usualWeekdays], less))).toBe(
    'NOT_FOUND',
  );
});

test('S28, S30: the hours of somebody are one row, whoever sets them first; who sees others’ is told, and undo puts back', () => {
  const desk = new ProjectDesk();
  const usual = [...usualWeekdays];
  const undo = make(desk, desk.manager, 'work-hours.set', working(desk.staff.id, usual, less));
  expect(desk.rows.overwritten).toEqual([]);
  desk.run(desk.manager, undo.name, undo.args);
  expect(desk.rows.all('work_hours')).toMatchObject([{ id: desk.staff.id, weekdays: usual }]);
  desk.run(desk.manager, 'work-hours.set', working(desk.staff.id, usual, less));
  desk.run(desk.admin, 'work-hours.set', working(desk.staff.id, usual, [4, 4, 4, 4, 4, 0, 0]));
  expect(desk.rows.overwritten).toEqual([{ table: 'work_hours', id: desk.staff.id, field: 'weekdays' }]);
});
