import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dateSchema, daysBetween, mondayOf, mondaySchema, weekdayOf } from './dates.ts';

const anyDay = fc.integer({ min: 0, max: 84_000 }).map((days) => addDays('1970-01-01', days));

test('a week begins on its Monday, and each of its days is of that week', () => {
  expect(mondayOf('2026-03-01')).toBe('2026-02-23');
  expect(mondayOf('2026-03-02')).toBe('2026-03-02');
  fc.assert(
    fc.property(anyDay, (day) => {
      const monday = mondayOf(day);
      expect(weekdayOf(monday)).toBe(0);
      expect(addDays(monday, weekdayOf(day))).toBe(day);
    }),
  );
});

test('days are counted over the ends of months, leap years and changes of the clock', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(daysBetween('2026-03-01', '2026-04-01')).toBe(31);
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -3_000, max: 3_000 }), (day, days) => {
      expect(daysBetween(day, addDays(day, days))).toBe(days);
    }),
  );
});

test.each(['2026-02-30', '0226-03-02', '9999-12-27', '2026-3-2', '2026-03-02T00:00:00Z', ''])(
  '“%s” is no day to plan with',
  (text) => expect(dateSchema.safeParse(text).success).toBe(false),
);

test('a week is named by its Monday alone', () => {
  expect(mondaySchema.safeParse('2026-03-02').success).toBe(true);
  expect(mondaySchema.safeParse('2026-03-03').success).toBe(false);
});
