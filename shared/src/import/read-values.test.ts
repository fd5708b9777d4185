import { expect, test } from 'vitest';
import { momentReader, readDay, readWeek } from './read-dates.ts';
import { readAmount, readNumber } from './read-numbers.ts';

test.each([
  ['12', 12],
  ['1,234.50', 1234.5],
  ['1.234,50', 1234.5],
  ['1 234,5', 1234.5],
  ['1,234', 1234],
  ['1.234', 1234],
  ['1,234,567', 1_234_567],
  ['0,125', 0.125],
  ['-12.5', -12.5],
  ['€ 1.000,00', 1000],
  ['85 %', 85],
  ["1'234.5", 1234.5],
])('the number %s is read as it is meant', (text, number) => {
  expect(readNumber(text)).toBe(number);
});

test.each(['', 'x', '1e9', '--1', '1-2', '12x', 'Infinity', '0x10', ','])('%j is no number', (text) => {
  expect(readNumber(text)).toBeUndefined();
});

test('amounts are whole hundredths', () => {
  expect(readAmount('19.99')).toBe(1999);
  expect(readAmount('0.07')).toBe(7);
});

test.each([
  ['2026-03-02T10:00:00.007Z', '2026-03-02T10:00:00.007Z'],
  ['2026-03-02T10:00:00.123456Z', '2026-03-02T10:00:00.123Z'],
  ['2026-03-02T10:00:00+0200', '2026-03-02T08:00:00.000Z'],
  ['2026-03-02 10:00', '2026-03-02T09:00:00.000Z'],
  ['2026-03-02', '2026-03-01T23:00:00.000Z'],
  ['02/Mar/26 12:05 AM', '2026-03-01T23:05:00.000Z'],
  ['2/Mar/2026 12:05 pm', '2026-03-02T11:05:00.000Z'],
  ['2.3.2026', '2026-03-01T23:00:00.000Z'],
  ['02/03/2026 14:30', '2026-03-02T13:30:00.000Z'],
])('the time %s is that of the zone whose clocks show it', (text, time) => {
  const ms = momentReader('day-first', 'Europe/Berlin')(text);
  expect(ms === undefined ? undefined : new Date(ms).toISOString()).toBe(time);
});

test.each([
  ...['', 'soon', '2026-02-30', '31/Feb/26', '02/Xyz/26', '2026-13-01', '13:00', '2026-03-02 25:00'],
  ...['2026-03-02 13:00 PM', '32.1.2026', '1969-12-31'],
])('%j is no date', (text) => {
  expect(momentReader('day-first', 'UTC')(text)).toBeUndefined();
});

test('days and weeks are read in the order that was chosen', () => {
  expect(readDay('03/04/2026', 'day-first')).toBe('2026-04-03');
  expect(readDay('03/04/2026', 'month-first')).toBe('2026-03-04');
  expect(readDay('2026-03-02T23:59:00-08:00', 'day-first')).toBe('2026-03-02');
  expect([readWeek('2026-W01'), readWeek('2026W53'), readWeek('2026-W54')]).toEqual([
    '2025-12-29',
    '2026-12-28',
    undefined,
  ]);
});
