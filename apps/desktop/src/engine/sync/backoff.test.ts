import { expect, test } from 'vitest';
import { backoff } from './backoff.ts';

const least = (count: number) => new Uint8Array(count);
const most = (count: number) => new Uint8Array(count).fill(255);

test('each failed try doubles the wait, up to half a minute', () => {
  expect([1, 2, 3, 4].map((failures) => backoff(failures, most))).toEqual([500, 1_000, 2_000, 4_000]);
  expect(backoff(40, most)).toBe(30_000);
});

test('chance takes up to half of the wait, so that many clients do not come back at once', () => {
  expect(backoff(3, least)).toBe(1_000);
});
