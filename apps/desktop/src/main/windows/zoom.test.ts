import { expect, test } from 'vitest';
import { zoomAfter } from './zoom.ts';

test('each step is a little larger or smaller, until what can be read', () => {
  expect(zoomAfter(0, 1)).toBe(0.5);
  expect(zoomAfter(0.5, -2)).toBe(-0.5);
  expect(zoomAfter(6, 1)).toBe(6);
  expect(zoomAfter(-4, -1)).toBe(-4);
  expect(zoomAfter(3, undefined)).toBe(0);
});
