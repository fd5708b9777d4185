import { said } from '@holdfast/shared/entity/said.ts';
import { expect, test } from 'vitest';
import type { RefusedChange } from '../../engine/api/state.ts';
import { groupRefused } from './refused-groups.ts';

function refused(id: string, group = id): RefusedChange {
  return {
    id,
    group,
    name: 'ticket.update',
    what: said(id),
    at: '2026-01-01T00:00:00.000Z',
    error: { code: 'NOT_FOUND', message: 'Gone.' },
    args: {},
  };
}

test('S5: what depended on a change that was not accepted stands in one group with it, in order', () => {
  const groups = groupRefused([refused('a'), refused('b'), refused('c', 'a'), refused('d', 'a')]);
  expect(groups.map(({ id, first, dependents }) => [id, first.id, dependents.map((one) => one.id)])).toEqual([
    ['a', 'a', ['c', 'd']],
    ['b', 'b', []],
  ]);
});

test('S5: dependents whose first change is not in the list any more are still one group', () => {
  const [group] = groupRefused([refused('c', 'a'), refused('d', 'a')]);
  expect(group?.first.id).toBe('c');
  expect(group?.dependents.map(({ id }) => id)).toEqual(['d']);
});
