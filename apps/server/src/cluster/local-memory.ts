import type { SharedMemory } from './cluster.ts';

/** How often old keys are looked for, counted in writes. */
const SWEEP_EVERY = 1_000;

/** Keys may be made by strangers: of more than these, those go that were untouched for longest. */
export const MOST_KEYS = 100_000;

interface Kept {
  value: string;
  readonly fields: Map<string, string>;
  until: number;
}

/** What one process remembers for itself: all that there is without Redis, and what is left when Redis is gone. */
export class LocalMemory implements SharedMemory {
  readonly isUp = true;
  readonly #kept = new Map<string, Kept>();
  readonly #now: () => number;
  #writes = 0;

  /** @param now milliseconds since 1970 */
  constructor(now: () => number) {
    this.#now = now;
  }

  async add(key: string, count: number, keepMs: number): Promise<number> {
    const kept = this.#touch(key, keepMs);
    const sum = Number(kept.value) + count;
    kept.value = String(sum);
    return sum;
  }

  async setIfAbsent(key: string, value: string, keepMs: number): Promise<string> {
    const known = this.#live(key);
    if (known !== undefined) return known.value;
    this.#touch(key, keepMs).value = value;
    return value;
  }

  async get(key: string): Promise<string | undefined> {
    return this.#live(key)?.value;
  }

  async set(key: string, value: string, keepMs: number): Promise<void> {
    this.#touch(key, keepMs).value = value;
  }

  async remove(key: string): Promise<void> {
    this.#kept.delete(key);
  }

  async putFields(
    key: string,
    fields: Readonly<Record<string, string | null>>,
    keepMs: number,
  ): Promise<void> {
    const kept = this.#touch(key, keepMs);
    for (const [name, value] of Object.entries(fields)) {
      if (value === null) kept.fields.delete(name);
      else kept.fields.set(name, value);
    }
  }

  async fields(key: string): Promise<Readonly<Record<string, string>>> {
    return Object.fromEntries(this.#live(key)?.fields ?? []);
  }

  #live(key: string): Kept | undefined {
    const kept = this.#kept.get(key);
    return kept !== undefined && kept.until > this.#now() ? kept : undefined;
  }

  #touch(key: string, keepMs: number): Kept {
    this.#writes += 1;
    if (this.#writes % SWEEP_EVERY === 0) this.#sweep();
    const kept = this.#live(key) ?? { value: '', fields: new Map(), until: 0 };
    kept.until = this.#now() + keepMs;
    // The one that is touched goes to the end.
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    if (this.#kept.size > MOST_KEYS) this.#forgetFirst();
    return kept;
  }

  #forgetFirst(): void {
    const [first] = this.#kept.keys();
    if (first !== undefined) this.#kept.delete(first);
  }

  #sweep(): void {
    for (const [key, { until }] of this.#kept) if (until <= this.#now()) this.#kept.delete(key);
  }
}
