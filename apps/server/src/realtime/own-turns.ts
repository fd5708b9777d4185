import { Turns } from '@holdfast/shared/turns.ts';
import type { Connection } from '../sync/connections.ts';

/** Lets one piece of work of each connection run at a time. Connections that do nothing cost nothing. */
export class OwnTurns {
  readonly #busy = new Map<Connection, { readonly turns: Turns; count: number }>();

  async run<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
    const own = this.#busy.get(connection) ?? { turns: new Turns(1), count: 0 };
    this.#busy.set(connection, own);
    own.count += 1;
    try {
      return await own.turns.run(work);
    } finally {
      own.count -= 1;
      if (own.count === 0) this.#busy.delete(connection);
    }
  }
}
