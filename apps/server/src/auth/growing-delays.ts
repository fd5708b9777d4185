import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 15 * 60_000;
/** Whoever has failed no more for so long begins anew. */
const FORGET_AFTER_MS = 60 * 60_000;
const MOST_KEYS = 10_000;

interface Failures {
  /** In a row. */
  readonly failures: number;
  readonly lastAt: number;
  readonly waitUntil: number;
}

/** How it stood with a key before a try was counted, and how after. */
export interface Counted {
  readonly before: Failures | undefined;
  readonly after: Failures;
}

export interface GrowingDelaysOptions {
  /** So many failures cost no waiting. */
  readonly free: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Makes whoever fails again and again wait: a second after so many failures, then twice as long after
 * each, up to a quarter of an hour. Each try counts as a failure when it begins, so that many at
 * once gain nothing. Bounded in memory: of too many keys the one that failed longest ago is forgotten.
 */
export class GrowingDelays {
  readonly #failures = new Map<string, Failures>();
  readonly #options: GrowingDelaysOptions;

  constructor(options: GrowingDelaysOptions) {
    this.#options = options;
  }

  /** @throws RATE_LIMIT_EXCEEDED with the time to wait */
  check(key: string): void {
    const now = this.#options.now();
    const waitMs = (this.#known(key, now)?.waitUntil ?? 0) - now;
    if (waitMs > 0) throw tooManyTries(waitMs);
  }

  /** Counts a try that begins. */
  count(key: string): Counted {
    const now = this.#options.now();
    const before = this.#known(key, now);
    const failures = (before?.failures ?? 0) + 1;
    const after = { failures, lastAt: now, waitUntil: now + this.#delayAfter(failures) };
    this.#keep(key, after);
    return { before, after };
  }

  /** Takes a try back: it was none that failed. What others failed at meanwhile still counts. */
  takeBack(key: string, { before, after }: Counted): void {
    const known = this.#failures.get(key);
    if (known === undefined) return;
    const left = known === after ? before : { ...known, failures: known.failures - 1 };
    if (left === undefined) this.#failures.delete(key);
    else this.#failures.set(key, left);
  }

  /** Forgets all failures of a key. */
  reset(key: string): void {
    this.#failures.delete(key);
  }

  #known(key: string, now: number): Failures | undefined {
    const known = this.#failures.get(key);
    return known !== undefined && now - known.lastAt < FORGET_AFTER_MS ? known : undefined;
  }

  #delayAfter(failures: number): number {
    const over = failures - this.#options.free;
    return over < 0 ? 0 : Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** over);
  }

  /** The keys stand in the order of their last failures. */
  #keep(key: string, failures: Failures): void {
    this.#failures.delete(key);
    this.#failures.set(key, failures);
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > MOST_KEYS && oldest !== undefined) this.#failures.delete(oldest);
  }
}

/** The error for whoever has to wait so many milliseconds. */
export function tooManyTries(retryAfterMs: number): HoldfastError {
  return new HoldfastError('RATE_LIMIT_EXCEEDED', 'Too many tries. Wait a little, then try again.', {
    retryAfterMs,
  });
}
