import { expect, test } from 'vitest';
import { barOf, daysOf, firstsOf, mondaysOf, placeOf, scaleOf } from './scale.ts';

const today = '2026-06-15';

test('a scale holds today and all spans, in whole years from a Monday', () => {
  const scale = scaleOf([{ from: '2025-11-03', to: '2027-02-01' }], today, 'weeks');
  expect(scale).toMatchObject({ from: '2024-12-30', dayWidth: 16 });
  expect(placeOf(scale, '2025-01-01')).toBe(32);
  expect(placeOf(scale, '2027-12-31')).toBe((scale.days - 1) * 16);
});

test('a bar is as wide as its days, and cut off where the scale ends', () => {
  const scale = scaleOf([], today, 'weeks');
  expect(barOf(scale, { from: '2026-01-05', to: '2026-01-06' })).toEqual({ start: 7 * 16, width: 32 });
  expect(barOf(scale, { from: '2020-01-01', to: '2025-12-29' })).toEqual({ start: 0, width: 16 });
  expect(barOf(scale, { from: '2030-01-01', to: '2031-01-01' })).toBeUndefined();
});

test('a slip of the keys makes no endless scale', () => {
  const scale = scaleOf([{ from: '0002-01-01', to: '9999-01-01' }], today, 'years');
  expect(scale.days).toBeLessThan(24 * 366);
});

test('pixels are days, to the nearest one', () => {
  const scale = scaleOf([], today, 'weeks');
  expect([daysOf(scale, 7), daysOf(scale, 9), daysOf(scale, -25)]).toEqual([0, 1, -2]);
});

test('months, years and weeks begin where the calendar says', () => {
  const scale = scaleOf([], today, 'months');
  expect(scale.from).toBe('2025-12-29');
  expect(firstsOf(scale, 'month').slice(0, 2)).toEqual(['2026-01-01', '2026-02-01']);
  expect(firstsOf(scale, 'year')).toEqual(['2026-01-01']);
  expect(mondaysOf(scale).slice(0, 2)).toEqual(['2025-12-29', '2026-01-05']);
});
