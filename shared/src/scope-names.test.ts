import { expect, test } from 'vitest';
import {
  ADMIN,
  DESK,
  divisionScope,
  EVERYONE,
  projectScope,
  ROLE_SCOPES,
  rowOfScope,
  userScope,
} from './scope-names.ts';

test('a scope names its row', () => {
  expect(rowOfScope(userScope('1'))).toEqual({ table: 'user', id: '1' });
  expect(rowOfScope(projectScope('2'))).toEqual({ table: 'project', id: '2' });
  expect(rowOfScope(divisionScope('3'))).toEqual({ table: 'division', id: '3' });
});

test('scopes of roles, and what is none, name no row', () => {
  expect(ROLE_SCOPES).toEqual([EVERYONE, DESK, ADMIN]);
  for (const scope of [...ROLE_SCOPES, '', 'user', 'user:', 'ticket:1', 'project:1:2'])
    expect(rowOfScope(scope), scope).toBeUndefined();
});
