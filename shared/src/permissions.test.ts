import { expect, test } from 'vitest';
import { roles } from './model/user.ts';
import { may, type Permission, permissions, whoMay } from './permissions.ts';

test('whoever may do less is never allowed more: admin, manager, agent, staff', () => {
  const strength = { any: 2, own: 1, no: 0 };
  for (const permission of Object.keys(permissions) as Permission[]) {
    const grants = roles.map((role) => strength[permissions[permission][role]]);
    expect(grants, permission).toEqual([...grants].sort((left, right) => right - left));
  }
});

test('`own` is allowed only for one’s own rows', () => {
  expect(may('staff', 'ticket.close', true)).toBe(true);
  expect(may('staff', 'ticket.close', false)).toBe(false);
  expect(may('agent', 'ticket.close', false)).toBe(true);
  expect(may('staff', 'ticket.assign', true)).toBe(false);
});

test('a refusal says in plain words who may', () => {
  expect(whoMay('ticket.assign')).toBe('only the desk');
  expect(whoMay('user.change')).toBe('only admins');
  expect(whoMay('project.create')).toBe('only managers');
  expect(whoMay('ticket.close')).toBe('only the desk and whoever made it or works on it');
  expect(whoMay('project.edit')).toBe('only managers and whoever leads the project');
  expect(whoMay('absence.change')).toBe('only managers and whoever is away');
});
