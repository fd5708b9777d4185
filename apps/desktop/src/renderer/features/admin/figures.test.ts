import { expect, test } from 'vitest';
import { bytesWords, countWords, durationWords, msWords, percentWords } from './figures.ts';

test('figures are short and have their unit', () => {
  expect([0, 999, 1_000, 12_345_678, 3.2e9].map(bytesWords)).toEqual([
    '0 B',
    '999 B',
    '1 kB',
    '12 MB',
    '3.2 GB',
  ]);
  expect([0, 0.437, 12.3, 999, 1_340].map(msWords)).toEqual(['0 ms', '0.44 ms', '12 ms', '999 ms', '1.3 s']);
  expect([0, 0.004, 1].map(percentWords)).toEqual(['0 %', '0.4 %', '100 %']);
  expect([0, 3, 12_345, 0.333].map(countWords)).toEqual(['0', '3', '12,345', '0.33']);
});

test('a time of running names its two largest units', () => {
  expect([12, 60, 3_600, 11_100, 800_000].map(durationWords)).toEqual([
    '12 s',
    '1 min',
    '1 h 0 min',
    '3 h 5 min',
    '9 d 6 h',
  ]);
});
