/** Numbers by chance that a seed fixes: everything random in a run comes from here (invariant 8). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
    // The first numbers of neighbouring seeds are alike: leave them behind.
    for (let turn = 0; turn < 4; turn += 1) this.next();
  }

  /** From 0 up to, but not including, 1 (mulberry32 by Tommy Ettinger, public domain). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of a list; nothing of an empty one. */
  pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.next() * list.length)];
  }

  /** One of a list by weight; nothing if all weigh nothing. */
  weighted<T extends { readonly weight: number }>(list: readonly T[]): T | undefined {
    let rest = this.next() * list.reduce((sum, { weight }) => sum + weight, 0);
    for (const entry of list) {
      rest -= entry.weight;
      if (rest < 0) return entry;
    }
    return undefined;
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.between(0, 255));
  }

  /** A source of its own, so that what one node draws does not move what others draw. */
  fork(): Random {
    return new Random(Math.floor(this.next() * 2 ** 32));
  }
}
