import { expect, test } from 'vitest';
import { levelOf, percentOf, sumLoads } from './load.ts';

test('the utilization is what is planned of what there is', () => {
  expect(percentOf({ planned: 30, available: 40 })).toBe(75);
  expect(percentOf({ planned: 0, available: 0 })).toBe(0);
  expect(percentOf({ planned: 1, available: 0 })).toBe(Number.POSITIVE_INFINITY);
});

test('the load of several is their sum', () => {
  const loads = [
    { planned: 10.25, available: 38.1 },
    { planned: 20, available: 38.2 },
  ];
  expect(sumLoads(loads)).toEqual({ planned: 30.25, available: 76.3 });
  expect(sumLoads([])).toEqual({ planned: 0, available: 0 });
});

test('over is only what is above the limit', () => {
  const level = (planned: number, available = 40, limit = 100) => levelOf({ planned, available }, limit);
  expect([level(0), level(27.75), level(28), level(37.75), level(38), level(40), level(40.25)]).toEqual([
    ...['nothing', 'under', 'well', 'well', 'full', 'full', 'over'],
  ]);
  expect([level(40, 40, 80), level(40, 40, 120), level(1, 0), level(0, 0)]).toEqual([
    'over',
    'well',
    'over',
    'nothing',
  ]);
});
