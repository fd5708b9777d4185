/**
 * When each was heard last, found by who has been silent longest. Moments of any clock that is not
 * set back, in milliseconds.
 */
export class Silence {
  /** The most silent one first. */
  readonly #heard = new Map<string, number>();

  has(id: string): boolean {
    return this.#heard.has(id);
  }

  heard(id: string, now: number): void {
    this.#heard.delete(id);
    this.#heard.set(id, now);
  }

  remove(id: string): void {
    this.#heard.delete(id);
  }

  /** Takes out those who were not heard since a moment, with when they were. */
  takeSilent(since: number): readonly (readonly [string, number])[] {
    const silent: (readonly [string, number])[] = [];
    for (const entry of this.#heard) {
      if (entry[1] > since) break;
      silent.push(entry);
    }
    for (const [id] of silent) this.#heard.delete(id);
    return silent;
  }
}
