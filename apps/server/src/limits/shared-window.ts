import type { SharedMemory } from '../cluster/cluster.ts';
import { hashedKey } from './hashed-key.ts';

export interface SharedWindowOptions {
  /** What is counted, so that two of them do not count together. */
  readonly name: string;
  /** So many are let through in so many milliseconds. */
  readonly most: number;
  readonly windowMs: number;
  readonly memory: SharedMemory;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** So many in so long for each key, in all processes together, from the first of them on. */
export class SharedWindow {
  readonly #options: SharedWindowOptions;

  constructor(options: SharedWindowOptions) {
    this.#options = options;
  }

  /** Takes one. Gives how many milliseconds to wait if there was none left; else 0. */
  async take(key: string): Promise<number> {
    const { name, most, windowMs, memory, now } = this.#options;
    const window = `window:${name}:${hashedKey(key)}`;
    const beganAt = await this.#beganAt(window);
    const taken = await memory.add(`${window}:${beganAt}`, 1, windowMs);
    return taken <= most ? 0 : Math.max(1, beganAt + windowMs - now());
  }

  /** When the window began that is open now, in milliseconds since 1970. The clock may have been set since. */
  async #beganAt(window: string): Promise<number> {
    const { memory, windowMs, now } = this.#options;
    const began = async () => Number(await memory.setIfAbsent(window, `${now()}`, windowMs));
    const beganAt = await began();
    if (Math.abs(now() - beganAt) < windowMs) return beganAt;
    await memory.remove(window);
    return began();
  }
}
