import { randomBytes } from 'node:crypto';
import { createIdSource } from '@holdfast/shared/ids.ts';

/** What comes into the server from outside, so that a simulator can own it. */
export interface Outside {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds since some moment, with parts of them, never set back: for measuring. */
  readonly elapsed: () => number;
  /** A new UUIDv7. */
  readonly newId: () => string;
  /** Resolves when everything that has arrived in this turn has been handed in. */
  readonly nextTurn: () => Promise<void>;
  /** Runs again and again after so many milliseconds, until the result is called. */
  readonly every: (milliseconds: number, run: () => void) => () => void;
}

/** The real world, perhaps with another clock. */
export function realOutside(now: () => number = Date.now): Outside {
  return {
    now,
    elapsed: () => performance.now(),
    newId: createIdSource(now, pooledRandomBytes()),
    nextTurn: () =>
      new Promise((resolve) => {
        setImmediate(resolve);
      }),
    every: (milliseconds, run) => {
      const timer = setInterval(run, milliseconds);
      return () => clearInterval(timer);
    },
  };
}

const POOL_BYTES = 4_096;

/** Random bytes from a pool that is filled now and then: asking the system for eight at a time takes longer than the rest of an id. */
function pooledRandomBytes(): (count: number) => Uint8Array {
  let pool = new Uint8Array(0);
  let used = 0;
  return (count) => {
    if (used + count > pool.length) {
      pool = randomBytes(Math.max(POOL_BYTES, count));
      used = 0;
    }
    used += count;
    return pool.subarray(used - count, used);
  };
}
