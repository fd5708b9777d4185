import { expect, test } from 'vitest';
import { plainHours, readHours } from './hours-text.ts';

test.each([
  ['8', 8],
  ['7.5', 7.5],
  ['7,25', 7.25],
  ['7:30', 7.5],
  [' 8 h ', 8],
  ['', 0],
  ['-', 0],
  ['.5', 0.5],
  ['٨', 8],
  ['٧٫٥', 7.5],
])('“%s” is %d hours', (typed, hours) => {
  expect(readHours(typed)).toBe(hours);
});

test.each(['eight', '7.1', '169', '-4', '1e3', '1.000,5', '7:31', '8 8', ',', '=1+1'])(
  '“%s” is no number of hours',
  (typed) => {
    expect(readHours(typed)).toBeUndefined();
  },
);

test('what is written for other programs is read again as it was', () => {
  for (const hours of [0, 0.25, 7.5, 40, 168]) expect(readHours(plainHours(hours))).toBe(hours);
});
