import { expect, test } from 'vitest';
import { cellAfterKey, isInRange, rangeBetween, shiftRange, stretchRange } from './selection.ts';

const size = { row: 10, column: 20 };
const from = { row: 4, column: 5 };

function after(key: string, isWide = false, forward: 'ArrowRight' | 'ArrowLeft' = 'ArrowRight') {
  return cellAfterKey({ key, isWide }, from, size, 3, forward);
}

test('arrows lead to the next cell, and to later weeks where the page says forward is', () => {
  expect(after('ArrowDown')).toEqual({ row: 5, column: 5 });
  expect(after('ArrowUp')).toEqual({ row: 3, column: 5 });
  expect(after('ArrowRight')).toEqual({ row: 4, column: 6 });
  expect(after('ArrowLeft')).toEqual({ row: 4, column: 4 });
  expect(after('ArrowLeft', false, 'ArrowLeft')).toEqual({ row: 4, column: 6 });
  expect(after('ArrowRight', true, 'ArrowLeft')).toEqual({ row: 4, column: 0 });
});

test('no key leads out of the table', () => {
  expect(after('PageDown')).toEqual({ row: 7, column: 5 });
  expect(
    cellAfterKey({ key: 'PageDown', isWide: false }, { row: 9, column: 0 }, size, 3, 'ArrowRight'),
  ).toEqual({
    row: 9,
    column: 0,
  });
  expect(after('ArrowRight', true)).toEqual({ row: 4, column: 19 });
  expect(after('Home', true)).toEqual({ row: 0, column: 0 });
  expect(after('End')).toEqual({ row: 4, column: 19 });
  expect(after('a')).toBeUndefined();
});

const range = { top: 2, bottom: 4, first: 3, last: 5 };

test('a range is the same from whichever corner it was drawn', () => {
  expect(rangeBetween({ row: 4, column: 3 }, { row: 2, column: 5 })).toEqual(range);
  expect(isInRange(range, { row: 3, column: 4 })).toBe(true);
  expect(isInRange(range, { row: 5, column: 4 })).toBe(false);
});

test('a range that is moved stays as large as it was, at the edge too', () => {
  expect(shiftRange(range, 1, -1, size)).toEqual({ top: 3, bottom: 5, first: 2, last: 4 });
  expect(shiftRange(range, -9, 99, size)).toEqual({ top: 0, bottom: 2, first: 17, last: 19 });
});

test('a range is stretched in one direction only, the farther one', () => {
  expect(stretchRange(range, { row: 8, column: 6 })).toEqual({ ...range, bottom: 8 });
  expect(stretchRange(range, { row: 5, column: 12 })).toEqual({ ...range, last: 12 });
  expect(stretchRange(range, { row: 0, column: 4 })).toEqual({ ...range, top: 0 });
  expect(stretchRange(range, { row: 3, column: 0 })).toEqual({ ...range, first: 0 });
  expect(stretchRange(range, { row: 3, column: 4 })).toEqual(range);
});
