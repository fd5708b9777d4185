import { expect, test } from 'vitest';
import { chartShape, roundUp } from './chart-shape.ts';

const box = { width: 100, height: 50, from: 0, to: 100_000 };

test('the upper edge is a number that people can read', () => {
  expect([0, 0.003, 0.7, 1, 1.1, 4.9, 7, 10, 1_200].map(roundUp)).toEqual([
    1, 0.005, 1, 1, 2, 5, 10, 10, 2_000,
  ]);
});

test('the line runs from left to right, with 0 at the bottom', () => {
  const points = [
    { at: 0, value: 0 },
    { at: 40_000, value: 10 },
    { at: 80_000, value: 5 },
  ];
  const { line, area, top } = chartShape(points, box);
  expect(top).toBe(10);
  expect(line).toBe('M0 50L40 0L80 25');
  expect(area).toBe('M0 50L40 0L80 25L80 50L0 50Z');
});

test('a time in which nothing was measured is a gap', () => {
  const points = [
    { at: 0, value: 1 },
    { at: 10_000, value: 1 },
    { at: 90_000, value: 1 },
  ];
  expect(chartShape(points, box).line).toBe('M0 0L10 0M90 0');
});

test('without points there is no line', () => {
  expect(chartShape([], box)).toEqual({ line: '', area: '', top: 1 });
});
