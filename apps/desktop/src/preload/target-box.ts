import type { Target } from './bridge.ts';

/** Keeps the latest target until somebody listens, so that a click before the page was there counts. */
export class TargetBox {
  #kept: Target | undefined;
  readonly #listeners = new Set<(target: Target) => void>();

  put(target: Target): void {
    if (this.#listeners.size === 0) this.#kept = target;
    for (const listener of this.#listeners) listener(target);
  }

  listen(listener: (target: Target) => void): () => void {
    this.#listeners.add(listener);
    if (this.#kept !== undefined) listener(this.#kept);
    this.#kept = undefined;
    return () => this.#listeners.delete(listener);
  }
}
