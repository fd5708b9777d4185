import { expect, test } from 'vitest';
import { clampTime, formatTime, timeSchema } from './times.ts';

test('S2: a time from the future is clamped to now, an earlier one stands', () => {
  const now = '2026-03-02T10:00:00.000Z';
  expect(clampTime('2999-01-01T00:00:00.000Z', now)).toBe(now);
  expect(clampTime('2020-01-01T00:00:00.000Z', now)).toBe('2020-01-01T00:00:00.000Z');
});

test('a moment has milliseconds and is in UTC', () => {
  expect(timeSchema.safeParse(formatTime(0)).success).toBe(true);
  expect(timeSchema.safeParse('2026-03-02T10:00:00Z').success).toBe(false);
  expect(timeSchema.safeParse('2026-03-02T10:00:00.000+01:00').success).toBe(false);
});
