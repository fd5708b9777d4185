import { expect, test } from 'vitest';
import { dayOfDue, dueOfDay } from './due-day.ts';

test('a day comes back as itself, wherever this device is', () => {
  for (const day of ['2026-01-01', '2026-03-29', '2026-12-31']) expect(dayOfDue(dueOfDay(day))).toBe(day);
});

test('a due moment is what the wire takes, and none is nothing', () => {
  expect(dueOfDay('2026-03-10')).toMatch(/^2026-03-1\dT\d\d:\d\d:\d\d\.000Z$/);
  expect(dayOfDue(null)).toBe('');
});
