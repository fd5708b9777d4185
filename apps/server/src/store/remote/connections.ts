import type { Driver, RemoteConnection } from './driver.ts';
import { Places, type PlacesOptions } from './places.ts';

export interface ConnectionsOptions extends PlacesOptions {
  readonly driver: Driver;
}

/** The connections of one process, opened when they are needed and kept for the next. */
export class Connections {
  readonly #driver: Driver;
  readonly #places: Places;
  #idle: RemoteConnection[] = [];

  constructor(options: ConnectionsOptions) {
    this.#driver = options.driver;
    this.#places = new Places(options);
  }

  /**
   * Lends a connection. The transaction on it must be over when the promise settles.
   * @throws RemoteFailure where none can be opened
   */
  use<T>(run: (connection: RemoteConnection) => Promise<T>): Promise<T> {
    return this.#places.use(async () => {
      const connection = this.#takeIdle() ?? (await this.#driver.connect());
      try {
        return await run(connection);
      } finally {
        this.#giveBack(connection);
      }
    });
  }

  /** Resolves when no connection is left. */
  async close(): Promise<void> {
    await this.#places.close();
    await this.#closeIdle();
  }

  #takeIdle(): RemoteConnection | undefined {
    // The one that was used last: it is the most likely to be alive.
    for (let next = this.#idle.pop(); next !== undefined; next = this.#idle.pop()) {
      if (!next.isLost) return next;
    }
    return undefined;
  }

  #giveBack(connection: RemoteConnection): void {
    if (!connection.isLost) {
      this.#idle.push(connection);
      return;
    }
    // What ended one has most likely ended all, and some may not know it yet.
    void this.#closeIdle();
  }

  async #closeIdle(): Promise<void> {
    const idle = this.#idle;
    this.#idle = [];
    await Promise.all(idle.map((connection) => connection.close()));
  }
}
