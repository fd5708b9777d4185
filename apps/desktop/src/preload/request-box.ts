import type { OpenRequest } from './bridge.ts';

/** Keeps the latest request until somebody listens, so that a click before the page was there counts. */
export class RequestBox {
  #kept: OpenRequest | undefined;
  readonly #listeners = new Set<(request: OpenRequest) => void>();

  put(request: OpenRequest): void {
    if (this.#listeners.size === 0) this.#kept = request;
    for (const listener of this.#listeners) listener(request);
  }

  listen(listener: (request: OpenRequest) => void): () => void {
    this.#listeners.add(listener);
    if (this.#kept !== undefined) listener(this.#kept);
    this.#kept = undefined;
    return () => this.#listeners.delete(listener);
  }
}
