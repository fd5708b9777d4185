import { z } from 'zod';

/** The id of a row or a mutation: a UUIDv7 made by whoever creates it (S2). */
export const idSchema = z.uuidv7();

/** Fills an array with random bytes. Comes in from outside, so that the simulator can own it. */
export type RandomBytes = (count: number) => Uint8Array;

/**
 * Makes UUIDv7 ids (RFC 9562) that rise within one process, also within one millisecond:
 * the 12 bits after the time count up from a random start.
 */
export function createIdSource(nowMs: () => number, randomBytes: RandomBytes): () => string {
  let lastMs = 0;
  let counter = 0;
  return () => {
    const now = nowMs();
    if (now > lastMs) {
      lastMs = now;
      counter = ((randomBytes(1)[0] ?? 0) << 2) & 0x3ff;
    } else {
      counter += 1;
      // A full counter borrows the next millisecond, so that order is kept.
      if (counter > 0xfff) {
        lastMs += 1;
        counter = 0;
      }
    }
    return formatUuidV7(lastMs, counter, randomBytes(8));
  };
}

/** Formats a UUIDv7 from its time in milliseconds, 12 bits, and 8 bytes of which 62 bits are used. */
export function formatUuidV7(ms: number, twelveBits: number, tail: Uint8Array): string {
  const time = ms.toString(16).padStart(12, '0');
  const high = twelveBits.toString(16).padStart(3, '0');
  const bytes = [...tail.subarray(0, 8)];
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x80;
  const low = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${high}-${low.slice(0, 4)}-${low.slice(4)}`;
}
