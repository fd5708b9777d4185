import { expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { planOf, projectSchema } from '../model/project.ts';
import { id } from '../test-support/desk.ts';
import { outcomesOf, ProjectDesk, projectId } from '../test-support/project-desk.ts';
import { make } from '../test-support/undoing.ts';

const planning = (changes: Json) => ({ id: projectId, changes });
const ledByLead = 'admin: yes, manager: yes, agent: no, lead: yes, member: no, outsider: hidden';

function planNow(desk: ProjectDesk) {
  return planOf(projectSchema.parse(desk.rows.get('project', projectId)));
}

test.each([
  ['project.plan', { stage: { was: 'running', now: 'paused' } }],
  ['project.plan', { budget: { was: null, now: 10_000 } }],
  ['project.update', { name: { was: 'Move', now: 'Removal' } }],
  ['project.revert-plan', { stage: { ifStill: 'running', now: 'paused' } }],
])('whoever leads a project may %s, its other members may not', (name, changes) => {
  expect(outcomesOf(name, () => planning(changes))).toBe(ledByLead);
});

test('who owns a project may plan it, also an agent; and not any more once it is somebody else’s', () => {
  const desk = new ProjectDesk();
  const give = (was: string, now: string) => planning({ ownerId: { was, now } });
  desk.run(desk.manager, 'project.plan', give(desk.manager.id, desk.agent.id));
  const budget = planning({ budget: { was: null, now: 1 } });
  expect(desk.outcome(desk.agent, 'project.plan', budget)).toBe('accepted');
  expect(desk.outcome(desk.agent, 'project.plan', give(desk.agent.id, desk.admin.id))).toBe('accepted');
  expect(desk.outcome(desk.agent, 'project.plan', budget)).toBe('AUTHORIZATION_FAILED');
});

test('a project is given to nobody who would not see it, who is not there, or who was disabled', () => {
  const desk = new ProjectDesk();
  const give = (now: string) => planning({ ownerId: { was: desk.manager.id, now } });
  expect(desk.outcome(desk.admin, 'project.plan', give(desk.otherStaff.id))).toBe('CONFLICT');
  expect(desk.outcome(desk.admin, 'project.plan', give(id(98)))).toBe('NOT_FOUND');
  desk.run(desk.admin, 'user.disable', { id: desk.agent.id });
  expect(desk.outcome(desk.admin, 'project.plan', give(desk.agent.id))).toBe('NOT_FOUND');
  expect(desk.outcome(desk.admin, 'project.plan', give(desk.staff.id))).toBe('accepted');
  const leaving = { id: desk.staffMembershipId };
  expect(desk.outcome(desk.admin, 'membership.remove', leaving)).toBe('CONFLICT');
  desk.run(desk.admin, 'project.plan', planning({ ownerId: { was: desk.staff.id, now: desk.admin.id } }));
  expect(desk.outcome(desk.admin, 'membership.remove', leaving)).toBe('accepted');
});

test('a project of before there were plans has one of which nothing is known, and is planned like any other', () => {
  const desk = new ProjectDesk();
  expect(planNow(desk)).toMatchObject({ stage: 'running', spent: 0, budget: null });
  const changes = { spent: { was: 0, now: 500 }, stage: { was: 'running', now: 'finished' } };
  desk.run(desk.manager, 'project.plan', planning(changes));
  expect(planNow(desk)).toMatchObject({ stage: 'finished', spent: 500, budget: null });
});

test('S28: what was never said and what it counts as are the same to whoever changes it', () => {
  const desk = new ProjectDesk();
  const changes = { spent: { was: 0, now: 500 }, stage: { was: 'running', now: 'paused' } };
  desk.run(desk.manager, 'project.plan', planning({ ...changes, cash: { was: null, now: 7 } }));
  expect(desk.rows.overwritten).toEqual([]);
});

test('S28: two who set the same amount: the later stands, and the overwritten one is named', () => {
  const desk = new ProjectDesk();
  const set = (now: number) => planning({ budget: { was: null, now } });
  desk.run(desk.manager, 'project.plan', set(100));
  desk.run(desk.lead, 'project.plan', set(200));
  expect(planNow(desk).budget).toBe(200);
  expect(desk.rows.overwritten).toEqual([{ table: 'project', id: projectId, field: 'budget' }]);
});

test('a project does not end before it begins, also where two people’s changes together would make it so', () => {
  const desk = new ProjectDesk();
  desk.run(desk.manager, 'project.plan', planning({ startsOn: { was: null, now: '2026-03-10' } }));
  const early = planning({ endsOn: { was: null, now: '2026-03-09' } });
  expect(() => desk.run(desk.lead, 'project.plan', early)).toThrow(
    expect.objectContaining({ code: 'CONFLICT', details: { reason: 'span' } }),
  );
});

test('S30: a plan is put back and made again, also what had never been said', () => {
  const desk = new ProjectDesk();
  const changes = { budget: { was: null, now: 100 }, spent: { was: 0, now: 20 } };
  const undo = make(desk, desk.manager, 'project.plan', planning(changes));
  const redo = make(desk, desk.manager, undo.name, undo.args);
  expect(planNow(desk)).toMatchObject({ budget: null, spent: 0 });
  desk.run(desk.manager, redo.name, redo.args);
  expect(planNow(desk)).toMatchObject({ budget: 100, spent: 20 });
  expect(desk.rows.skipped).toEqual([]);
});

test('amounts are whole hundredths', () => {
  const desk = new ProjectDesk();
  const half = planning({ budget: { was: null, now: 0.5 } });
  expect(() => desk.run(desk.manager, 'project.plan', half)).toThrow();
});
