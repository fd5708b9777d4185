import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIdSource, formatUuidV7, idSchema } from './ids.ts';

const zeros = (count: number) => new Uint8Array(count);

test('ids are UUIDv7, whatever the time and the random bytes', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 2 ** 47 }),
      fc.nat({ max: 0xfff }),
      fc.uint8Array({ minLength: 8, maxLength: 8 }),
      (ms, bits, tail) => idSchema.safeParse(formatUuidV7(ms, bits, tail)).success,
    ),
  );
});

test('ids rise within a millisecond, past a full counter, and when the clock goes back', () => {
  const clock = [5_000, 4_000, 3_000];
  const newId = createIdSource(() => clock.shift() ?? 3_000, zeros);
  const ids = Array.from({ length: 10_000 }, newId);
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
});
