const none: ReadonlySet<never> = new Set();

/** Things by a key, such as connections. Most keys have one, which stands there without a set of its own. */
export class LeanIndex<Value extends object> {
  readonly #held = new Map<string, Value | Set<Value>>();

  /** How many keys have anything. */
  get size(): number {
    return this.#held.size;
  }

  get(key: string): ReadonlySet<Value> {
    const held = this.#held.get(key);
    if (held === undefined) return none;
    return held instanceof Set ? held : new Set([held]);
  }

  add(key: string, value: Value): void {
    const held = this.#held.get(key);
    if (held === undefined) this.#held.set(key, value);
    else if (held instanceof Set) held.add(value);
    else if (held !== value) this.#held.set(key, new Set([held, value]));
  }

  remove(key: string, value: Value): void {
    const held = this.#held.get(key);
    if (held instanceof Set) {
      held.delete(value);
      if (held.size > 0) return;
    } else if (held !== value) {
      return;
    }
    this.#held.delete(key);
  }
}
