import { expect, test } from 'vitest';
import { boxSize } from './box-size.ts';

test.each([
  [[4_000, 3_000], { width: 320, height: 240 }],
  [[100, 50], { width: 100, height: 50 }],
  [[300, 3_000], { width: 36, height: 240 }],
  [[1, 1], { width: 36, height: 36 }],
  [[null, null], { width: 240, height: 180 }],
] as const)('a picture of %o pixels has its room before it is there', ([width, height], room) => {
  expect(boxSize(width, height)).toEqual(room);
});
