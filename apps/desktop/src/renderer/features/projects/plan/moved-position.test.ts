import { byPosition } from '@holdfast/shared/positions.ts';
import { expect, test } from 'vitest';
import { movedPosition } from './moved-position.ts';

const rows = ['a0', 'a1', 'a2', 'a3'].map((position, index) => ({ id: `${index}`, position }));

/** The order of the rows once one was moved. */
function moved(id: string, to: number): string {
  const position = movedPosition(rows, id, to);
  const after = rows.map((row) => (row.id === id && position !== undefined ? { ...row, position } : row));
  return after
    .toSorted(byPosition)
    .map((row) => row.id)
    .join('');
}

test('a row stands where it was put, up or down, and only it changes', () => {
  expect(moved('0', 2)).toBe('1203');
  expect(moved('3', 0)).toBe('3012');
  expect(moved('1', 2)).toBe('0213');
  expect(moved('1', 3)).toBe('0231');
});

test('nothing is moved beyond the ends, or to where it is', () => {
  expect(movedPosition(rows, '0', -1)).toBeUndefined();
  expect(movedPosition(rows, '3', 4)).toBeUndefined();
  expect(movedPosition(rows, '2', 2)).toBeUndefined();
  expect(movedPosition(rows, '9', 1)).toBeUndefined();
});
