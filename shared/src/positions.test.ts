import { expect, test } from 'vitest';
import { byPosition, positionBetween } from './positions.ts';

test('a position lies between its neighbours, however often one is put there', () => {
  const before = positionBetween(undefined, undefined);
  let after = positionBetween(before, undefined);
  for (let time = 0; time < 100; time += 1) {
    const between = positionBetween(before, after);
    expect(before < between && between < after).toBe(true);
    after = between;
  }
  expect(positionBetween(undefined, before) < before).toBe(true);
});

test('where two rows stand in the same place, or a position is none, there still is one that can be kept', () => {
  const same = positionBetween(undefined, undefined);
  expect(positionBetween(same, same) > same).toBe(true);
  expect(positionBetween('no position', 'a0') > 'no position').toBe(true);
  expect(positionBetween(undefined, 'no position')).toBe('a0');
});

test('rows in the same place are in one order for everybody', () => {
  const rows = [
    { id: '2', position: 'a1' },
    { id: '3', position: 'a0' },
    { id: '1', position: 'a1' },
  ];
  expect(rows.toSorted(byPosition).map(({ id }) => id)).toEqual(['3', '1', '2']);
});
