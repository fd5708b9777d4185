import { expect, test } from 'vitest';
import { AT, id } from '../test-support/desk.ts';
import { ProjectDesk, projectId } from '../test-support/project-desk.ts';
import { overwriteNotices } from './overwrite-notices.ts';

const desk = new ProjectDesk();
const phaseId = desk.phase(id(40));
const hours = { hours: { was: 0, now: 8 } };
const place = { userId: desk.staff.id, projectId, phaseId, week: '2026-03-02', changes: hours };
desk.run(desk.lead, 'assignment.set', place);
const [assignment] = desk.rows.all('assignment');

function drafts(subjectTable: string, subjectId = '', kind?: string) {
  const after = { id: id(90), userId: desk.staff.id, subjectTable, subjectId, at: AT, kind };
  return desk.rows.run(overwriteNotices({ before: undefined, after }));
}

test.each([
  ['phase', phaseId],
  ['assignment', assignment?.id],
  ['project', projectId],
])('S28: whoever is overwritten in a %s is led to its project', (table, subjectId) => {
  expect(drafts(table, subjectId)).toMatchObject([
    { to: [desk.staff.id], kind: 'overwritten', subject: { table: 'project', id: projectId } },
  ]);
});

test('S28: whoever is overwritten in an alert is led to it', () => {
  expect(drafts('alert', id(97))).toMatchObject([{ subject: { table: 'alert', id: id(97) } }]);
});

test('S28: what has no place of its own, or is gone, is told without one; what an undo left is not told here', () => {
  expect(drafts('work_hours', desk.staff.id)).toMatchObject([{ subject: null }]);
  expect(drafts('phase', id(98))).toMatchObject([{ subject: null }]);
  expect(drafts('phase', phaseId, 'undo-skipped')).toEqual([]);
});
