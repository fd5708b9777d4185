import { expect, test } from 'vitest';
import { id } from '../test-support/desk.ts';
import { outcomesOf, ProjectDesk } from '../test-support/project-desk.ts';
import { make } from '../test-support/undoing.ts';

const ofManagers = 'admin: yes, manager: yes, agent: no, lead: no, member: no, outsider: no';
const away = (userId: string, more: object = {}) => ({
  ...{ id: id(60), userId, startsOn: '2026-03-02', endsOn: '2026-03-06', share: 100, note: '' },
  ...more,
});

test('everybody says when they are away; of others only managers do, and the desk sees it', () => {
  const all = 'admin: yes, manager: yes, agent: yes, lead: yes, member: yes, outsider: yes';
  expect(outcomesOf('absence.add', (_, actor) => away(actor.id))).toBe(all);
  expect(outcomesOf('absence.add', (desk) => away(desk.keeper.id))).toBe(ofManagers);
  const changes = { note: { was: '', now: 'Leave' } };
  const ofOthers = (args: object) => (desk: ProjectDesk) => {
    desk.run(desk.manager, 'absence.add', away(desk.keeper.id));
    return args;
  };
  const seenByDesk = 'admin: yes, manager: yes, agent: no, lead: hidden, member: hidden, outsider: hidden';
  expect(outcomesOf('absence.update', ofOthers({ id: id(60), changes }))).toBe(seenByDesk);
  const reverts = { note: { ifStill: '', now: 'Leave' } };
  expect(outcomesOf('absence.revert', ofOthers({ id: id(60), changes: reverts }))).toBe(seenByDesk);
  expect(outcomesOf('absence.remove', ofOthers({ id: id(60) }))).toBe(seenByDesk);
});

test('S30: an absence does not end before it begins; a change of it is put back', () => {
  const desk = new ProjectDesk();
  expect(desk.outcome(desk.staff, 'absence.add', away(desk.staff.id, { endsOn: '2026-03-01' }))).toBe(
    'CONFLICT',
  );
  desk.run(desk.staff, 'absence.add', away(desk.staff.id));
  const late = { id: id(60), changes: { startsOn: { was: '2026-03-02', now: '2026-03-09' } } };
  expect(desk.outcome(desk.staff, 'absence.update', late)).toBe('CONFLICT');
  const half = { id: id(60), changes: { share: { was: 100, now: 50 } } };
  const whole = make(desk, desk.staff, 'absence.update', half);
  desk.run(desk.staff, whole.name, whole.args);
  expect(desk.rows.get('absence', id(60))?.share).toBe(100);
});

test('S30: an absence that was removed comes back whole, without a trace of the former one', () => {
  const desk = new ProjectDesk();
  desk.run(desk.staff, 'absence.add', away(desk.staff.id, { note: 'Leave' }));
  desk.rows.put('activity', { id: id(90), subjectTable: 'absence', subjectId: id(60) });
  const back = make(desk, desk.staff, 'absence.remove', { id: id(60) });
  expect([...desk.rows.all('absence'), ...desk.rows.all('activity')]).toEqual([]);
  desk.run(desk.staff, back.name, back.args);
  const { id: _, ...same } = away(desk.staff.id, { note: 'Leave' });
  expect(desk.rows.all('absence')).toMatchObject([same]);
});
