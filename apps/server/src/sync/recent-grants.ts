/** People whose last change of scopes is kept; with more of them all is forgotten, and more is read than must be. */
const MOST_KEPT = 20_000;

/** Whose set of scopes changed lately, and by which version at the latest. */
export class RecentGrants {
  readonly #changed = new Map<string, number>();
  /** Of what changed up to here nothing is known. */
  #since = 0;

  /** Begins to know at a version. */
  startAt(version: number): void {
    this.#changed.clear();
    this.#since = version;
  }

  /** The scopes of these people may have changed in a run up to a version. */
  note(people: Iterable<string>, version: number): void {
    if (this.#changed.size >= MOST_KEPT) this.startAt(version);
    for (const userId of people) this.#changed.set(userId, version);
  }

  /** Whether scopes that somebody had at a version may be others by now. */
  mayHaveChanged(userId: string, version: number): boolean {
    return version < this.#since || (this.#changed.get(userId) ?? 0) > version;
  }
}
