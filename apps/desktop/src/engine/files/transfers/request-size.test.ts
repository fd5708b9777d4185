import { PIECE_BYTES } from '@holdfast/shared/files/pieces.ts';
import { expect, test } from 'vitest';
import { RequestSize } from './request-size.ts';

const MIB = 1024 * 1024;
const huge = 2 ** 40;

/** A line that moves so many bytes in a second, until the size of requests stands still. */
function settle(size: RequestSize, bytesPerSecond: number): number {
  for (let request = 0; request < 10; request += 1) {
    const bytes = size.endFrom(0, huge);
    size.noteTaken(bytes, (bytes / bytesPerSecond) * 1_000);
  }
  return size.endFrom(0, huge);
}

test('requests begin small and become as large as the line moves in a while, and no larger', () => {
  const size = new RequestSize();
  expect(size.endFrom(0, huge)).toBe(MIB);
  expect(settle(size, 1_000 * MIB)).toBe(128 * MIB);
  expect(settle(size, 2 * MIB)).toBe(28 * MIB);
  expect(settle(size, 10_000)).toBeLessThan(30 * 10_000);
});

test('a large request ends where a piece ends, wherever it begins, and with the file', () => {
  const size = new RequestSize();
  settle(size, 2 * MIB);
  expect(size.endFrom(5, huge) % PIECE_BYTES).toBe(0);
  expect(size.endFrom(5, 3 * MIB)).toBe(3 * MIB);
});

test('a short rest of a file says nothing of the line', () => {
  const size = new RequestSize();
  settle(size, 1_000 * MIB);
  size.noteTaken(10, 50);
  expect(size.endFrom(0, huge)).toBe(128 * MIB);
});

test('what is too large for something on the way becomes smaller until it cannot', () => {
  const size = new RequestSize();
  expect([size.shrink(), size.shrink(), size.shrink(), size.shrink()]).toEqual([true, true, true, false]);
  expect(size.endFrom(0, huge)).toBe(128 * 1024);
});
