import { expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { id } from '../test-support/desk.ts';
import { outcomesOf, ProjectDesk, projectId } from '../test-support/project-desk.ts';
import { make } from '../test-support/undoing.ts';

const phaseId = id(40);
const newPhase = {
  ...{ id: phaseId, projectId, name: 'Packing', position: 'a0', startsOn: null, endsOn: null },
  ...{ status: 'planned', progress: 0 },
};
const changing = (changes: Json) => ({ id: phaseId, changes });
const ledByLead = 'admin: yes, manager: yes, agent: no, lead: yes, member: no, outsider: hidden';

test('whoever leads a project plans its phases; others see them at most', () => {
  expect(outcomesOf('phase.create', () => newPhase)).toBe(ledByLead);
  const named = { name: { was: 'Packing', now: 'Boxes' } };
  const inProject = (args: Json) => (desk: ProjectDesk) => {
    desk.phase(phaseId);
    return args;
  };
  expect(outcomesOf('phase.update', inProject(changing(named)))).toBe(ledByLead);
  const back = { name: { ifStill: 'Packing', now: 'Boxes' } };
  expect(outcomesOf('phase.revert', inProject(changing(back)))).toBe(ledByLead);
  expect(outcomesOf('phase.remove', inProject({ id: phaseId }))).toBe(ledByLead);
});

test('S2: a phase goes into no project that its author may not see, and never into another one', () => {
  const desk = new ProjectDesk();
  expect(desk.outcome(desk.manager, 'phase.create', { ...newPhase, projectId: id(98) })).toBe('NOT_FOUND');
  desk.phase(phaseId);
  desk.run(desk.manager, 'phase.update', changing({ projectId: { was: projectId, now: id(98) } }));
  expect(desk.rows.get('phase', phaseId)?.projectId).toBe(projectId);
});

test('S28: two who move the same phase: the later arrival stands whole, and the other is named for each day', () => {
  const desk = new ProjectDesk();
  desk.phase(phaseId, { startsOn: '2026-03-02', endsOn: '2026-03-06' });
  const move = (startsOn: string, endsOn: string) =>
    changing({ startsOn: { was: '2026-03-02', now: startsOn }, endsOn: { was: '2026-03-06', now: endsOn } });
  desk.run(desk.lead, 'phase.update', move('2026-03-09', '2026-03-13'));
  desk.run(desk.manager, 'phase.update', move('2026-02-02', '2026-02-06'));
  expect(desk.rows.get('phase', phaseId)).toMatchObject({ startsOn: '2026-02-02', endsOn: '2026-02-06' });
  expect(desk.rows.overwritten.map(({ field }) => field)).toEqual(['startsOn', 'endsOn']);
});

test('a phase does not end before it begins: neither when it is made, nor by what two people make of it', () => {
  const desk = new ProjectDesk();
  const backwards = { ...newPhase, startsOn: '2026-03-06', endsOn: '2026-03-02' };
  expect(desk.outcome(desk.lead, 'phase.create', backwards)).toBe('CONFLICT');
  desk.phase(phaseId, { startsOn: '2026-03-02', endsOn: '2026-03-06' });
  desk.run(desk.lead, 'phase.update', changing({ startsOn: { was: '2026-03-02', now: '2026-03-05' } }));
  const shorter = changing({ endsOn: { was: '2026-03-06', now: '2026-03-04' } });
  expect(() => desk.run(desk.manager, 'phase.update', shorter)).toThrow(
    expect.objectContaining({ code: 'CONFLICT', details: { reason: 'span' } }),
  );
  const undo = changing({ endsOn: { ifStill: '2026-03-06', now: '2026-03-03' } });
  expect(desk.outcome(desk.manager, 'phase.revert', undo)).toBe('CONFLICT');
});

test('S30: a phase is made, moved and removed; each is undone, and the removed one comes back whole', () => {
  const desk = new ProjectDesk();
  const unmake = make(desk, desk.lead, 'phase.create', newPhase);
  const moved = changing({ position: { was: 'a0', now: 'a5' }, progress: { was: 0, now: 40 } });
  const back = make(desk, desk.lead, 'phase.update', moved);
  desk.run(desk.lead, back.name, back.args);
  expect(desk.rows.get('phase', phaseId)).toMatchObject({ position: 'a0', progress: 0 });
  const again = make(desk, desk.lead, unmake.name, unmake.args);
  expect(desk.rows.all('phase')).toEqual([]);
  desk.run(desk.lead, again.name, again.args);
  const { id: _, ...whole } = newPhase;
  expect(desk.rows.all('phase')).toMatchObject([whole]);
});

test('a phase is not removed while people are planned for it; once they are not, its history goes with it', () => {
  const desk = new ProjectDesk();
  desk.phase(phaseId);
  const plan = (was: number, now: number) => ({
    ...{ userId: desk.staff.id, projectId, phaseId, week: '2026-03-02' },
    changes: { hours: { was, now } },
  });
  desk.run(desk.lead, 'assignment.set', plan(0, 8));
  expect(() => desk.run(desk.lead, 'phase.remove', { id: phaseId })).toThrow(
    expect.objectContaining({ code: 'CONFLICT', details: { reason: 'planned' } }),
  );
  desk.run(desk.lead, 'assignment.set', plan(8, 0));
  desk.rows.put('activity', { id: id(90), subjectTable: 'phase', subjectId: phaseId });
  desk.run(desk.lead, 'phase.remove', { id: phaseId });
  expect(desk.rows.all('activity')).toEqual([]);
  expect(desk.outcome(desk.lead, 'assignment.set', plan(0, 8))).toBe('NOT_FOUND');
});

test('hours of somebody who was disabled, which nobody sees any more, keep no phase from being removed', () => {
  const desk = new ProjectDesk();
  desk.phase(phaseId);
  const place = { projectId, phaseId, week: '2026-03-02', changes: { hours: { was: 0, now: 8 } } };
  for (const userId of [desk.staff.id, desk.otherStaff.id])
    desk.run(desk.lead, 'assignment.set', { ...place, userId });
  desk.run(desk.admin, 'user.disable', { id: desk.otherStaff.id });
  expect(desk.outcome(desk.lead, 'phase.remove', { id: phaseId })).toBe('CONFLICT');
  const hours = () => desk.rows.all('assignment').map((row) => row.hours);
  expect(hours()).toEqual([8, 8]);
  desk.run(desk.admin, 'user.disable', { id: desk.staff.id });
  desk.run(desk.lead, 'phase.remove', { id: phaseId });
  expect(hours()).toEqual([0, 0]);
});

test('S30: a project with phases, or for which people were ever planned, is not taken back', () => {
  const desk = new ProjectDesk();
  const own = { id: id(50), membershipId: id(51), name: 'Other', description: '', divisionId: null };
  const undo = make(desk, desk.manager, 'project.create', own);
  desk.phase(phaseId, { projectId: id(50) });
  expect(desk.outcome(desk.manager, undo.name, undo.args)).toBe('CONFLICT');
  const hours = (was: number, now: number) => ({
    ...{ userId: desk.staff.id, projectId: id(50), phaseId: null, week: '2026-03-02' },
    changes: { hours: { was, now } },
  });
  desk.run(desk.manager, 'phase.remove', { id: phaseId });
  desk.run(desk.manager, 'assignment.set', hours(0, 8));
  desk.run(desk.manager, 'assignment.set', hours(8, 0));
  // Its row stays for good, and would hang nowhere.
  expect(desk.outcome(desk.manager, undo.name, undo.args)).toBe('CONFLICT');
});
