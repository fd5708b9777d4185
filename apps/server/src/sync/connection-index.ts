import type { Connection } from './connections.ts';

const none: ReadonlySet<Connection> = new Set();

/** Connections by a key. Most keys have one connection, which stands there without a set of its own. */
export class ConnectionIndex {
  readonly #held = new Map<string, Connection | Set<Connection>>();

  /** How many keys have a connection. */
  get size(): number {
    return this.#held.size;
  }

  get(key: string): ReadonlySet<Connection> {
    const held = this.#held.get(key);
    if (held === undefined) return none;
    return held instanceof Set ? held : new Set([held]);
  }

  add(key: string, connection: Connection): void {
    const held = this.#held.get(key);
    if (held === undefined) this.#held.set(key, connection);
    else if (held instanceof Set) held.add(connection);
    else if (held !== connection) this.#held.set(key, new Set([held, connection]));
  }

  remove(key: string, connection: Connection): void {
    const held = this.#held.get(key);
    if (held instanceof Set) {
      held.delete(connection);
      if (held.size > 0) return;
    } else if (held !== connection) {
      return;
    }
    this.#held.delete(key);
  }
}
