import { expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { assignmentId } from '../model/assignment.ts';
import { id } from '../test-support/desk.ts';
import { outcomesOf, ProjectDesk, projectId } from '../test-support/project-desk.ts';
import { make } from '../test-support/undoing.ts';

const week = '2026-03-02';
const ledByLead = 'admin: yes, manager: yes, agent: no, lead: yes, member: no, outsider: hidden';

/** Plans somebody of the staff for the project. */
function hours(desk: ProjectDesk, was: number, now: number, more: { readonly [field: string]: Json } = {}) {
  const place = { userId: desk.otherStaff.id, projectId, phaseId: null, week };
  return { ...place, changes: { hours: { was, now } }, ...more };
}

function planned(desk: ProjectDesk): Json {
  return desk.rows.all('assignment').map((row) => row.hours ?? null);
}

test('whoever leads a project plans who works for it', () => {
  expect(outcomesOf('assignment.set', (desk) => hours(desk, 0, 8))).toBe(ledByLead);
  const back = (desk: ProjectDesk) => hours(desk, 0, 0, { changes: { hours: { ifStill: 8, now: 4 } } });
  expect(outcomesOf('assignment.revert', back)).toBe(ledByLead);
});

test('S2: two who plan the same cell make one row of it, whose id is that of its place', () => {
  const desk = new ProjectDesk();
  desk.run(desk.lead, 'assignment.set', hours(desk, 0, 8));
  desk.run(desk.manager, 'assignment.set', hours(desk, 0, 6));
  const place = { userId: desk.otherStaff.id, projectId, phaseId: null, week };
  expect(desk.rows.all('assignment')).toMatchObject([
    { id: assignmentId(place), hours: 6, updatedBy: desk.manager.id },
  ]);
  expect(desk.rows.overwritten).toEqual([{ table: 'assignment', id: assignmentId(place), field: 'hours' }]);
});

test('S2: nobody planned leaves no row; nobody planned any more leaves one that can be planned again', () => {
  const desk = new ProjectDesk();
  desk.run(desk.lead, 'assignment.set', hours(desk, 0, 0));
  expect(planned(desk)).toEqual([]);
  for (const [was, now] of [
    [0, 8],
    [8, 0],
    [0, 4],
  ] as const)
    desk.run(desk.lead, 'assignment.set', hours(desk, was, now));
  expect(planned(desk)).toEqual([4]);
});

test('people are planned for phases of the project alone, in whole weeks and quarters of hours', () => {
  const desk = new ProjectDesk();
  desk.run(desk.manager, 'project.create', {
    ...{ id: id(50), membershipId: id(51), name: 'Other', description: '', divisionId: null },
  });
  const [own, others] = [desk.phase(id(40)), desk.phase(id(41), { projectId: id(50) })];
  const outcome = (more: { readonly [field: string]: Json }) =>
    desk.outcome(desk.manager, 'assignment.set', hours(desk, 0, 8, more));
  expect(outcome({ phaseId: own })).toBe('accepted');
  expect(outcome({ phaseId: others })).toBe('NOT_FOUND');
  expect(outcome({ userId: id(98) })).toBe('NOT_FOUND');
  expect(() => outcome({ week: '2026-03-03' })).toThrow('A week is named by its Monday.');
  expect(() => outcome({ changes: { hours: { was: 0, now: 8.1 } } })).toThrow('Hours go in quarters.');
  expect(() => outcome({ changes: { hours: { was: 0, now: 169 } } })).toThrow();
});

test('nobody who was disabled is planned any more, but their hours can be taken away', () => {
  const desk = new ProjectDesk();
  desk.run(desk.lead, 'assignment.set', hours(desk, 0, 8));
  desk.run(desk.admin, 'user.disable', { id: desk.otherStaff.id });
  expect(desk.outcome(desk.lead, 'assignment.set', hours(desk, 8, 4))).toBe('NOT_FOUND');
  expect(desk.outcome(desk.lead, 'assignment.set', hours(desk, 8, 0))).toBe('accepted');
});

test('S30: what was planned is taken back and planned again; what somebody planned since is left', () => {
  const desk = new ProjectDesk();
  const undo = make(desk, desk.lead, 'assignment.set', hours(desk, 0, 8));
  const redo = make(desk, desk.lead, undo.name, undo.args);
  expect(planned(desk)).toEqual([0]);
  const undoAgain = make(desk, desk.lead, redo.name, redo.args);
  expect(planned(desk)).toEqual([8]);
  desk.run(desk.manager, 'assignment.set', hours(desk, 8, 6));
  desk.run(desk.lead, undoAgain.name, undoAgain.args);
  expect(planned(desk)).toEqual([6]);
  expect(desk.rows.skipped).toMatchObject([{ table: 'assignment', field: 'hours' }]);
});
