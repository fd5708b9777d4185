import { expect, test } from 'vitest';
import { readAmount, writeAmount } from './amount.ts';

test.each([
  ['1250', 125_000],
  ['1,250.5', 125_050],
  ['1.250,50', 125_050],
  ["1'250.05", 125_005],
  ['1 250,00', 125_000],
  ['1,250', 125_000],
  ['1.234.567', 123_456_700],
  ['.5', 50],
  ['-3.20', -320],
  ['−3', -300],
  ['١٬٢٥٠٫٥', 125_050],
  ['0', 0],
])('“%s” is read as %d hundredths', (typed, hundredths) => {
  expect(readAmount(typed)).toBe(hundredths);
});

test.each(['', 'many', '12 apples', '1.2.3.', '--5', '9'.repeat(16)])('“%s” is no amount', (typed) => {
  expect(readAmount(typed)).toBeUndefined();
});

test('what is written is read as the same', () => {
  for (const hundredths of [0, 5, -5, 125_050, 123_456_789, -99_999_999]) {
    expect(readAmount(writeAmount(hundredths))).toBe(hundredths);
  }
});
