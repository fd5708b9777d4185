import { expect, test } from 'vitest';
import { placeAfterKey } from './list-keys.ts';

test('arrows and J and K walk the list and stop at its ends', () => {
  expect(placeAfterKey('ArrowDown', 3, 10, 5)).toBe(4);
  expect(placeAfterKey('j', 9, 10, 5)).toBe(9);
  expect(placeAfterKey('K', 0, 10, 5)).toBe(0);
  expect(placeAfterKey('ArrowUp', 3, 10, 5)).toBe(2);
});

test('without a selection the first key takes the nearest end', () => {
  expect(placeAfterKey('j', undefined, 10, 5)).toBe(0);
  expect(placeAfterKey('k', undefined, 10, 5)).toBe(9);
});

test('pages and ends', () => {
  expect(placeAfterKey('PageDown', 2, 10, 5)).toBe(7);
  expect(placeAfterKey('PageUp', 2, 10, 5)).toBe(0);
  expect(placeAfterKey('End', 2, 10, 5)).toBe(9);
  expect(placeAfterKey('Home', 2, 10, 5)).toBe(0);
});

test('other keys, and keys in an empty list, move nothing', () => {
  expect(placeAfterKey('x', 2, 10, 5)).toBeUndefined();
  expect(placeAfterKey('j', undefined, 0, 5)).toBeUndefined();
});
