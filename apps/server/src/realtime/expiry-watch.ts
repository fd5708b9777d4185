import type { Connection, Connections } from '../sync/connections.ts';
import type { Outside } from '../sync/outside.ts';

const SECOND = 1_000;

export interface ExpiryWatchOptions {
  readonly outside: Outside;
  readonly connections: Connections;
  /** How long before a token runs out its client is told, and how long a new token is good for. */
  readonly noticeSeconds: number;
  readonly tokenSeconds: number;
  readonly tell: (connection: Connection, expiresInMs: number) => void;
  readonly close: (connection: Connection) => void;
}

/**
 * Holds connections to the life of their access token: their client is told before it runs out, and
 * the line is closed after, unless `session:refresh` brought a new one.
 */
export class ExpiryWatch {
  readonly #options: ExpiryWatchOptions;
  readonly #noticeMs: number;
  /** The moment of which each client has been told. */
  readonly #told = new WeakMap<Connection, number>();
  #stopTimer = (): void => {};

  constructor(options: ExpiryWatchOptions) {
    this.#options = options;
    // A notice as long as a token's life would make clients renew without end.
    this.#noticeMs = Math.min(options.noticeSeconds, options.tokenSeconds / 2) * SECOND;
  }

  start(): void {
    this.#stopTimer = this.#options.outside.every(SECOND, () => this.look());
  }

  stop(): void {
    this.#stopTimer();
  }

  look(): void {
    const { connections, outside, close } = this.#options;
    const now = outside.now();
    for (const connection of connections) {
      const left = connection.expiresAt - now;
      if (left <= 0) close(connection);
      else if (left <= this.#noticeMs) this.#tell(connection, left);
    }
  }

  #tell(connection: Connection, left: number): void {
    if (this.#told.get(connection) === connection.expiresAt) return;
    this.#told.set(connection, connection.expiresAt);
    this.#options.tell(connection, left);
  }
}
