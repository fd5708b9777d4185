import { refuseMoved } from '../refuse-moved.ts';
import { StorageFailure, type Store } from '../store.ts';
import { type ReadWork, runLater, type WriteWork } from '../work.ts';
import { Connections } from './connections.ts';
import { type Driver, type Outcome, type RemoteConnection, RemoteFailure } from './driver.ts';
import { Patience, waitAfter } from './patience.ts';
import { Places } from './places.ts';

export interface RemoteStoreOptions {
  readonly driver: Driver;
  /** The most connections at a time; at least 2, so that reads do not wait for writes. */
  readonly connections: number;
  /** How long work waits for its turn, in milliseconds. */
  readonly waitMs: number;
  /** How long work that failed before its commit is begun anew, in milliseconds. */
  readonly patienceMs: number;
  /** How long the database is asked what became of a commit, in milliseconds. */
  readonly outcomeWithinMs: number;
  /** Milliseconds since 1970, for when a move is given up. */
  readonly now: () => number;
  /** Milliseconds since some moment, never set back. */
  readonly elapsed: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** How a commit ended, as far as the connection told. */
interface Tried<T> {
  readonly id: string;
  readonly value: T;
  readonly isSure: boolean;
}

/**
 * The storage over a network. Work is begun anew where it failed before its commit. Where the answer to
 * the commit was lost, the database is asked what became of it, so that nothing is applied twice.
 */
export class RemoteStore implements Store {
  readonly #options: RemoteStoreOptions;
  readonly #connections: Connections;
  /** Writes wait for each other here: in the database they would, each on a connection of its own. */
  readonly #turns: Places;

  constructor(options: RemoteStoreOptions) {
    this.#options = options;
    this.#connections = new Connections({ ...options, count: options.connections });
    this.#turns = new Places({ ...options, count: 1 });
  }

  write<T>(work: () => WriteWork<T>): Promise<T> {
    return this.#turns.use(() => this.#again((isCareful) => this.#writeOnce(work, isCareful)));
  }

  read<T>(work: () => ReadWork<T>): Promise<T> {
    return this.#again(() => this.#connections.use((connection) => readOn(connection, work)));
  }

  check(): Promise<readonly string[]> {
    return this.#connections.use((connection) => connection.check());
  }

  async close(): Promise<void> {
    await this.#turns.close();
    await this.#connections.close();
  }

  async #again<T>(run: (isCareful: boolean) => Promise<T>): Promise<T> {
    const patience = new Patience(this.#options);
    let isCareful = false;
    for (;;) {
      try {
        return await run(isCareful);
      } catch (error) {
        if (!(await patience.goesOnAfter(error))) throw error;
        isCareful ||= error instanceof RemoteFailure && error.fault === 'late';
      }
    }
  }

  /** @throws RemoteFailure `undone`, `late` or `lost` where nothing of the work remains */
  async #writeOnce<T>(work: () => WriteWork<T>, isCareful: boolean): Promise<T> {
    const { id, value, isSure } = await this.#connections.use((connection) =>
      this.#try(connection, work, isCareful),
    );
    if (!isSure) await this.#requireCommitted(id);
    return value;
  }

  async #try<T>(
    connection: RemoteConnection,
    work: () => WriteWork<T>,
    isCareful: boolean,
  ): Promise<Tried<T>> {
    const { id, move, transaction } = await connection.beginWrite(isCareful);
    try {
      if (refuseMoved(move, this.#options.now()) === 'expired') await transaction.putMove(undefined);
      const value = await runLater(transaction, work());
      return { id, value, isSure: await isCommitted(connection) };
    } catch (error) {
      await connection.rollback();
      throw error;
    }
  }

  /** @throws RemoteFailure `undone` where nothing of it remains, `failed` where nobody can say */
  async #requireCommitted(id: string): Promise<void> {
    const outcome = await this.#outcome(id);
    if (outcome === 'committed') return;
    if (outcome === 'aborted') throw new RemoteFailure('undone', 'CONNECTION_LOST', undefined);
    // Whoever asked asks again, and is told then whether it is there already (S5, S6).
    throw new RemoteFailure('failed', 'OUTCOME_UNKNOWN', undefined);
  }

  async #outcome(id: string): Promise<Outcome> {
    const { elapsed, outcomeWithinMs, wait } = this.#options;
    const since = elapsed();
    for (let tries = 1; ; tries += 1) {
      const outcome = await this.#askOutcome(id);
      if (outcome !== 'in progress' || elapsed() - since >= outcomeWithinMs) return outcome;
      await wait(waitAfter(tries));
    }
  }

  /** While the database cannot be asked it is as if the transaction still ran. */
  async #askOutcome(id: string): Promise<Outcome> {
    try {
      return await this.#connections.use((connection) => connection.outcome(id));
    } catch (error) {
      if (error instanceof StorageFailure) return 'in progress';
      throw error;
    }
  }
}

async function readOn<T>(connection: RemoteConnection, work: () => ReadWork<T>): Promise<T> {
  const transaction = await connection.beginRead();
  try {
    return await runLater(transaction, work());
  } finally {
    connection.endRead();
  }
}

/** False where the connection was lost and nobody knows. */
async function isCommitted(connection: RemoteConnection): Promise<boolean> {
  try {
    await connection.commit();
    return true;
  } catch (error) {
    if (error instanceof RemoteFailure && error.fault === 'lost') return false;
    throw error;
  }
}
