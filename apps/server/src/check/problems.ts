/** More than these are counted, and not listed. */
const MOST_LISTED = 100;

/** What a check found, in plain words. */
export class Problems {
  readonly #listed: string[] = [];
  #count = 0;

  add(problem: string): void {
    this.#count += 1;
    if (this.#listed.length < MOST_LISTED) this.#listed.push(problem);
  }

  /** The first of them, and how many there are besides. */
  list(): readonly string[] {
    const more = this.#count - this.#listed.length;
    return more === 0 ? this.#listed : [...this.#listed, `And ${more} more.`];
  }
}
