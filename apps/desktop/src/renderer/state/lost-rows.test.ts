import { expect, test } from 'vitest';
import { lostRows } from './lost-rows.ts';

test('S23: the rows that left this device are those that were asked for and not found', () => {
  const found = [{ row: { id: 'b' }, waiting: false }];
  expect(lostRows(['a', 'b', 'c'], found)).toEqual(['a', 'c']);
  expect(lostRows([], found)).toEqual([]);
});
