import { StorageFailure } from '../store.ts';

interface Waiting {
  readonly since: number;
  readonly go: () => void;
  readonly refuse: (error: StorageFailure) => void;
}

/** When it is worth to come back where too many wait, in milliseconds. */
const RETRY_AFTER_MS = 500;

export interface PlacesOptions {
  readonly count: number;
  /** Whoever has waited longer than this when their turn comes is refused: they are not waited for any more. */
  readonly waitMs: number;
  /** Milliseconds since some moment, never set back. */
  readonly elapsed: () => number;
}

/** So many may do something at a time; all others wait for their turn in the order in which they came. */
export class Places {
  readonly #options: PlacesOptions;
  readonly #waiting: Waiting[] = [];
  #free: number;
  #isClosed = false;
  #emptied: (() => void) | undefined;

  constructor(options: PlacesOptions) {
    this.#options = options;
    this.#free = options.count;
  }

  /** @throws StorageFailure where it took too long, or all is closed */
  async use<T>(run: () => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      return await run();
    } finally {
      this.#leave();
    }
  }

  /** Refuses whoever waits and comes, and resolves when nobody is left. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const one of this.#waiting.splice(0)) one.refuse(closed());
    if (this.#free === this.#options.count) return;
    await new Promise<void>((resolve) => {
      this.#emptied = resolve;
    });
  }

  async #enter(): Promise<void> {
    if (this.#isClosed) throw closed();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((go, refuse) => {
      this.#waiting.push({ since: this.#options.elapsed(), go, refuse });
    });
  }

  /** The place goes to the next who waits, without being free in between. */
  #leave(): void {
    const { elapsed, waitMs } = this.#options;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      if (elapsed() - next.since <= waitMs) {
        next.go();
        return;
      }
      next.refuse(new StorageFailure('WAITED_TOO_LONG', undefined, RETRY_AFTER_MS));
    }
    this.#free += 1;
    if (this.#free === this.#options.count) this.#emptied?.();
  }
}

function closed(): StorageFailure {
  return new StorageFailure('CLOSED', undefined);
}
