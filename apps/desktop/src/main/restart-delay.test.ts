import { expect, test } from 'vitest';
import { failuresInARow, restartDelay } from './restart-delay.ts';

test('waits twice as long after each failure in a row, at most half a minute', () => {
  expect([1, 2, 3, 4].map(restartDelay)).toEqual([250, 500, 1_000, 2_000]);
  expect(restartDelay(40)).toBe(30_000);
});

test('starts over after a healthy life', () => {
  expect(failuresInARow(5, 1_000)).toBe(6);
  expect(failuresInARow(5, 61_000)).toBe(1);
});
