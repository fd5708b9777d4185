import { expect, test } from 'vitest';
import { id } from '../test-support/desk.ts';
import { divisionId, outcomesOf, ProjectDesk, projectId } from '../test-support/project-desk.ts';
import { make } from '../test-support/undoing.ts';

const ledByLead = 'admin: yes, manager: yes, agent: no, lead: yes, member: no, outsider: hidden';
const role = (membershipId: string, was: string, now: string) => ({
  id: membershipId,
  changes: { role: { was, now } },
});

test('whoever leads a project chooses who belongs to it and who leads it', () => {
  const newcomer = (desk: ProjectDesk) => ({
    ...{ id: id(81), userId: desk.keeper.id, groupTable: 'project', groupId: projectId, role: 'member' },
  });
  expect(outcomesOf('membership.add', newcomer)).toBe(ledByLead);
  const promote = (desk: ProjectDesk) => role(desk.staffMembershipId, 'member', 'manager');
  expect(outcomesOf('membership.update', promote)).toBe(ledByLead);
  const putBack = (desk: ProjectDesk) => ({
    id: desk.staffMembershipId,
    changes: { role: { ifStill: 'member', now: 'manager' } },
  });
  expect(outcomesOf('membership.revert', putBack)).toBe(ledByLead);
});

test('what one may not see is removed for nobody, and says nothing: it is as if it were gone', () => {
  const others = (desk: ProjectDesk) => ({ id: desk.staffMembershipId });
  expect(outcomesOf('membership.remove', others)).toBe(
    'admin: yes, manager: yes, agent: no, lead: yes, member: no, outsider: yes',
  );
  const desk = new ProjectDesk();
  desk.run(desk.otherStaff, 'membership.remove', { id: desk.staffMembershipId });
  expect(desk.rows.get('membership', desk.staffMembershipId)).toBeDefined();
});

test('who leads a project no more, or is no member any more, has no say in it from then on', () => {
  const desk = new ProjectDesk();
  const promote = role(desk.staffMembershipId, 'member', 'manager');
  desk.run(desk.manager, 'membership.update', role(desk.leadMembershipId, 'manager', 'member'));
  expect(desk.outcome(desk.lead, 'membership.update', promote)).toBe('AUTHORIZATION_FAILED');
  expect(desk.outcome(desk.lead, 'membership.update', role(desk.leadMembershipId, 'member', 'manager'))).toBe(
    'AUTHORIZATION_FAILED',
  );
  desk.run(desk.manager, 'membership.remove', { id: desk.leadMembershipId });
  expect(desk.outcome(desk.lead, 'membership.update', promote)).toBe('NOT_FOUND');
});

test('to manage a division gives no say in who belongs to it, or in projects', () => {
  const desk = new ProjectDesk();
  const member = { id: id(81), userId: desk.otherStaff.id, groupTable: 'division', groupId: divisionId };
  desk.run(desk.admin, 'membership.add', { ...member, role: 'manager' });
  const newcomer = { ...member, id: id(82), userId: desk.keeper.id, role: 'member' };
  expect(desk.outcome(desk.otherStaff, 'membership.add', newcomer)).toBe('AUTHORIZATION_FAILED');
  const plan = { id: projectId, changes: { spent: { was: 0, now: 1 } } };
  expect(desk.outcome(desk.otherStaff, 'project.plan', plan)).toBe('NOT_FOUND');
});

test('S30: a role is put back, and chosen again', () => {
  const desk = new ProjectDesk();
  const promote = role(desk.staffMembershipId, 'member', 'manager');
  const roleNow = () => desk.rows.get('membership', desk.staffMembershipId)?.role;
  const undo = make(desk, desk.lead, 'membership.update', promote);
  const redo = make(desk, desk.lead, undo.name, undo.args);
  expect(roleNow()).toBe('member');
  desk.run(desk.lead, redo.name, redo.args);
  expect(roleNow()).toBe('manager');
});
