import { expect, test } from 'vitest';
import { applyTotals, totalsKey } from './totals.ts';

const group = (name: string, count: number, sum = 0) => ({ key: [name, null], count, sum });
const first = applyTotals(undefined, { whole: true, changed: [group('a', 2, 8), group('b', 1)] });

test('a patch changes its groups, and the others stay the same ones', () => {
  const next = applyTotals(first, { changed: [group('b', 0), group('c', 1, 4)] });
  expect([...next.values()]).toEqual([group('a', 2, 8), group('c', 1, 4)]);
  expect(next.get(totalsKey('a', null))).toBe(first.get(totalsKey('a', null)));
  expect(first.size).toBe(2);
});

test('after an engine has started anew nothing of before is left', () => {
  expect([...applyTotals(first, { whole: true, changed: [group('c', 1)] }).values()]).toEqual([
    group('c', 1),
  ]);
});
