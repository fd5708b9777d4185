import { expect, test } from 'vitest';
import { todayOf, writeDay, writeDayOfMonth, writeMonth, writeShortDay, writeShortMonth } from './days.ts';

test('a day is written as the same day, whatever the time zone', () => {
  expect(writeDay('2026-03-01')).toBe('1 Mar 2026');
  expect(writeShortDay('2026-12-31')).toBe('31 Dec');
  expect(writeMonth('2026-01-01')).toBe('January 2026');
  expect(writeShortMonth('2026-01-01')).toBe('Jan');
  expect(writeDayOfMonth('2026-10-25')).toBe('25');
});

test('today is the day of this clock', () => {
  expect(todayOf(new Date(2026, 2, 1, 0, 30).getTime())).toBe('2026-03-01');
  expect(todayOf(new Date(2026, 11, 31, 23, 30).getTime())).toBe('2026-12-31');
});
