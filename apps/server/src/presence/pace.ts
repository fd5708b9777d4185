/**
 * Telling one receiver takes less than a twentieth of this from the server's processor (`npm run bench
 * -- presence`), so that telling all of them again and again takes less than a twentieth of it.
 */
const MS_PER_RECEIVER = 1;

/** How often something may be told: the more were told, the longer it takes until more is told. */
export class Pace {
  readonly #leastMs: number;
  #next = -Infinity;

  /** @param leastMs the least time between, in milliseconds */
  constructor(leastMs: number) {
    this.#leastMs = leastMs;
  }

  /** Whether something may be told; moments of any clock that is not set back. */
  isDue(now: number): boolean {
    return now >= this.#next;
  }

  told(receivers: number, now: number): void {
    this.#next = now + Math.max(this.#leastMs, receivers * MS_PER_RECEIVER);
  }
}
