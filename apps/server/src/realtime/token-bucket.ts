/** A bucket that starts full, is emptied by use and fills again with time. */
export class TokenBuckets {
  readonly #capacity: number;
  readonly #perSecond: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** @param now milliseconds since 1970 */
  constructor(capacity: number, perSecond: number, now: () => number) {
    this.#capacity = capacity;
    this.#perSecond = perSecond;
    this.#now = now;
  }

  /** Takes so many tokens, and gives 0; or takes none and gives the milliseconds until they would be there. */
  take(key: string, count: number): number {
    const wait = this.wait(key, count);
    if (wait === 0) this.#buckets.set(key, { tokens: this.#tokens(key) - count, at: this.#now() });
    return wait;
  }

  /** Takes tokens that are gone already, also more than there are: at most a whole bucket is owed. */
  charge(key: string, count: number): void {
    const tokens = Math.max(-this.#capacity, this.#tokens(key) - count);
    this.#buckets.set(key, { tokens, at: this.#now() });
  }

  /** The milliseconds until so many tokens are there; 0 if they are. Takes none. */
  wait(key: string, count: number): number {
    const missing = Math.min(count, this.#capacity) - this.#tokens(key);
    return missing > 0 ? Math.ceil((missing / this.#perSecond) * 1000) : 0;
  }

  /** Forgets buckets that are full again: they are as good as new. */
  sweep(): void {
    for (const key of this.#buckets.keys()) {
      if (this.#tokens(key) >= this.#capacity) this.#buckets.delete(key);
    }
  }

  #tokens(key: string): number {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return this.#capacity;
    const earned = (Math.max(0, this.#now() - bucket.at) / 1000) * this.#perSecond;
    return Math.min(this.#capacity, bucket.tokens + earned);
  }
}
