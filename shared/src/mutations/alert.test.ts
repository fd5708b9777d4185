import { expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { type Alert, alertSchema } from '../model/alert.ts';
import { alertRuleId } from '../model/alert-rule.ts';
import { AT, id } from '../test-support/desk.ts';
import { divisionId, outcomesOf, ProjectDesk, projectId } from '../test-support/project-desk.ts';
import { make } from '../test-support/undoing.ts';

const alertId = id(80);
const handling = (changes: Json) => ({ id: alertId, changes });

/** Puts an alert there as the server would, of the project in its division. */
function raised(desk: ProjectDesk, more: Partial<Alert> = {}): void {
  desk.rows.put('alert', {
    ...{ id: alertId, kind: 'cash-low', subjectTable: 'project', subjectId: projectId, week: null },
    ...{ divisionIds: [divisionId], ownerId: desk.manager.id, state: 'raised', value: 1, limit: 2 },
    ...{ raisedAt: AT, updatedAt: AT, resolvedAt: null, returns: 0 },
    ...{ acknowledgedBy: null, acknowledgedAt: null, snoozedUntil: null, assigneeId: null },
    ...more,
  });
}

function alertNow(desk: ProjectDesk): Alert {
  return alertSchema.parse(desk.rows.get('alert', alertId));
}

const acknowledging = (userId: string | null, was: string | null = null) =>
  handling({ acknowledgedBy: { was, now: userId } });

test('an alert is for admins and whoever owns its project; for nobody else of the desk or of the project', () => {
  const onlyTheirs =
    'admin: yes, manager: yes, agent: hidden, lead: hidden, member: hidden, outsider: hidden';
  const trying = (name: string, changes: (userId: string) => Json) =>
    outcomesOf(name, (desk, actor) => {
      raised(desk);
      return handling(changes(actor.id));
    });
  expect(trying('alert.update', (me) => ({ acknowledgedBy: { was: null, now: me } }))).toBe(onlyTheirs);
  expect(trying('alert.update', () => ({ snoozedUntil: { was: null, now: AT } }))).toBe(onlyTheirs);
  expect(trying('alert.update', (me) => ({ assigneeId: { was: null, now: me } }))).toBe(onlyTheirs);
  expect(trying('alert.revert', () => ({ snoozedUntil: { ifStill: null, now: AT } }))).toBe(onlyTheirs);
});

test('whoever manages its division sees an alert, as long as they do; so does whoever it is given to', () => {
  const desk = new ProjectDesk();
  raised(desk);
  const member = { id: id(81), userId: desk.agent.id, groupTable: 'division', groupId: divisionId };
  desk.run(desk.admin, 'membership.add', { ...member, role: 'member' });
  const mine = acknowledging(desk.agent.id);
  expect(desk.outcome(desk.agent, 'alert.update', mine)).toBe('NOT_FOUND');
  desk.run(desk.admin, 'membership.update', {
    id: id(81),
    changes: { role: { was: 'member', now: 'manager' } },
  });
  expect(desk.outcome(desk.agent, 'alert.update', mine)).toBe('accepted');
  desk.run(desk.agent, 'alert.update', handling({ assigneeId: { was: null, now: desk.staff.id } }));
  const snooze = handling({ snoozedUntil: { was: null, now: AT } });
  expect(desk.outcome(desk.staff, 'alert.update', snooze)).toBe('accepted');
  desk.run(desk.agent, 'alert.update', handling({ assigneeId: { was: desk.staff.id, now: null } }));
  expect(desk.outcome(desk.staff, 'alert.update', snooze)).toBe('NOT_FOUND');
});

test('everybody acknowledges for themselves: in nobody else’s name, neither at once nor by an undo', () => {
  const desk = new ProjectDesk();
  raised(desk);
  expect(desk.outcome(desk.admin, 'alert.update', acknowledging(desk.manager.id))).toBe(
    'AUTHORIZATION_FAILED',
  );
  desk.run(desk.manager, 'alert.update', acknowledging(desk.manager.id));
  expect(alertNow(desk)).toMatchObject({ acknowledgedBy: desk.manager.id, acknowledgedAt: AT });
  const back = make(desk, desk.admin, 'alert.update', acknowledging(null, desk.manager.id));
  expect(alertNow(desk)).toMatchObject({ acknowledgedBy: null, acknowledgedAt: null });
  desk.run(desk.admin, back.name, back.args);
  expect(alertNow(desk)).toMatchObject({ acknowledgedBy: desk.admin.id, acknowledgedAt: AT });
});

test('an alert is given to people who are there and not disabled; that it is raised is the server’s alone', () => {
  const desk = new ProjectDesk();
  raised(desk);
  desk.run(desk.admin, 'user.disable', { id: desk.otherStaff.id });
  const to = (userId: string) => handling({ assigneeId: { was: null, now: userId } });
  expect(desk.outcome(desk.admin, 'alert.update', to(desk.otherStaff.id))).toBe('NOT_FOUND');
  expect(desk.outcome(desk.admin, 'alert.update', to(id(98)))).toBe('NOT_FOUND');
  desk.run(desk.admin, 'alert.update', handling({ state: { was: 'raised', now: 'resolved' } }));
  expect(alertNow(desk).state).toBe('raised');
});

test('S30: what was done about an alert is undone, and done again', () => {
  const desk = new ProjectDesk();
  raised(desk);
  const undo = make(desk, desk.manager, 'alert.update', acknowledging(desk.manager.id));
  const redo = make(desk, desk.manager, undo.name, undo.args);
  expect(alertNow(desk)).toMatchObject({ acknowledgedBy: null, acknowledgedAt: null });
  desk.run(desk.manager, redo.name, redo.args);
  expect(alertNow(desk)).toMatchObject({ acknowledgedBy: desk.manager.id, acknowledgedAt: AT });
});

test('only admins choose what people are alerted of; what they do not name stays', () => {
  const rule = { kind: 'overspent', limit: 80 };
  expect(outcomesOf('alert-rule.set', () => rule)).toBe(
    'admin: yes, manager: no, agent: no, lead: no, member: no, outsider: no',
  );
  const desk = new ProjectDesk();
  desk.run(desk.admin, 'alert-rule.set', rule);
  desk.run(desk.admin, 'alert-rule.set', { kind: 'overspent', isOn: false });
  expect(desk.rows.all('alert_rule')).toMatchObject([
    { id: alertRuleId('overspent'), isOn: false, limit: 80, weeksAhead: 8 },
  ]);
});

test('S30: a rule is put back to what it was, and to what is usual; what was not changed with it stays', () => {
  const desk = new ProjectDesk();
  const undo = make(desk, desk.admin, 'alert-rule.set', { kind: 'person-over', limit: 120 });
  desk.run(desk.admin, 'alert-rule.set', { kind: 'person-over', weeksAhead: 12 });
  desk.run(desk.admin, undo.name, undo.args);
  expect(desk.rows.all('alert_rule')).toMatchObject([{ isOn: true, limit: 100, weeksAhead: 12 }]);
});
