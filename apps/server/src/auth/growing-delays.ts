import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { SharedMemory } from '../cluster/cluster.ts';
import { hashedKey } from '../limits/hashed-key.ts';
import type { Outside } from '../sync/outside.ts';

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 15 * 60_000;
/** Whoever has failed no more for so long begins anew. */
const FORGET_AFTER_MS = 60 * 60_000;

/** A try that was counted. */
export interface Counted {
  /** In a row, with this one. */
  readonly failures: number;
  /** What makes the next one wait; nothing while failures are free. */
  readonly wait: string | undefined;
}

export interface GrowingDelaysOptions {
  /** What is tried, so that two of them do not count together. */
  readonly name: string;
  /** So many failures cost no waiting. */
  readonly free: number;
  readonly memory: SharedMemory;
  readonly outside: Pick<Outside, 'now' | 'newId'>;
}

/**
 * Makes whoever fails again and again wait, in all processes: a second after so many failures, then twice as long
 * after each, up to a quarter of an hour. Each try counts as a failure when it begins, and where one has to be
 * waited for only one of many at once begins: they gain nothing.
 */
export class GrowingDelays {
  readonly #options: GrowingDelaysOptions;

  constructor(options: GrowingDelaysOptions) {
    this.#options = options;
  }

  /** Counts a try that begins. @throws RATE_LIMIT_EXCEEDED with the time to wait, and counts nothing then */
  async take(key: string): Promise<Counted> {
    const { memory, free } = this.#options;
    const [before, wait] = await Promise.all([memory.get(this.#fails(key)), memory.get(this.#wait(key))]);
    await this.#requireOver(key, wait ?? '');
    const counted = await memory.add(this.#fails(key), 1, FORGET_AFTER_MS);
    // Others that begin at this moment, and are refused, make nobody wait longer.
    const failures = Math.min(counted, Number(before ?? 0) + 1);
    if (counted < free) return { failures, wait: undefined };
    return { failures, wait: await this.#takeTurn(key, Math.max(failures, free)) };
  }

  /** Takes a try back: it was none that failed. What others failed at meanwhile still counts. */
  async takeBack(key: string, { wait }: Counted): Promise<void> {
    const { memory } = this.#options;
    const left = await memory.add(this.#fails(key), -1, FORGET_AFTER_MS);
    // What was counted may have been forgotten meanwhile.
    if (left < 0) await memory.remove(this.#fails(key));
    if (wait !== undefined && (await memory.get(this.#wait(key))) === wait) {
      await memory.remove(this.#wait(key));
    }
  }

  /** Forgets all failures of a key. */
  async reset(key: string): Promise<void> {
    const { memory } = this.#options;
    await Promise.all([memory.remove(this.#fails(key)), memory.remove(this.#wait(key))]);
  }

  /** Of all who try at once one has the turn. Gives what the next one has to wait for. */
  async #takeTurn(key: string, failures: number): Promise<string> {
    const { memory, outside, free } = this.#options;
    const delayMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - free));
    const own = `${outside.now() + delayMs} ${outside.newId()}`;
    const held = await memory.setIfAbsent(this.#wait(key), own, delayMs);
    if (held === own) return own;
    await this.takeBack(key, { failures, wait: undefined });
    throw tooManyTries(Math.max(1, untilOf(held) - outside.now()));
  }

  /** Nobody waits longer than the longest delay: until when was said by a clock that was set back since. */
  async #requireOver(key: string, wait: string): Promise<void> {
    const { memory, outside } = this.#options;
    const waitMs = untilOf(wait) - outside.now();
    if (waitMs > LONGEST_DELAY_MS) await memory.remove(this.#wait(key));
    else if (waitMs > 0) throw tooManyTries(waitMs);
  }

  #fails(key: string): string {
    return `fails:${this.#options.name}:${hashedKey(key)}`;
  }

  #wait(key: string): string {
    return `wait:${this.#options.name}:${hashedKey(key)}`;
  }
}

/** Until when is to be waited, in milliseconds since 1970; 0 where there is nothing to wait for. */
function untilOf(wait: string): number {
  return Number(wait.split(' ', 1)[0]);
}

/** The error for whoever has to wait so many milliseconds. */
export function tooManyTries(retryAfterMs: number): HoldfastError {
  return new HoldfastError('RATE_LIMIT_EXCEEDED', 'Too many tries. Wait a little, then try again.', {
    retryAfterMs,
  });
}
