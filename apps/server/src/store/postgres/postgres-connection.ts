import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { type MoveLine, toMove } from '../lines/move-line.ts';
import { type BegunWrite, type Outcome, type RemoteConnection, RemoteFailure } from '../remote/driver.ts';
import type { ReadTransaction } from '../transaction.ts';
import { databaseProblems } from './database-problems.ts';
import type { HeldCounter } from './held-counter.ts';
import { BEGIN_READ } from './hold-all.ts';
import type { Line } from './line.ts';
import { createReading, createWriting } from './postgres-transaction.ts';
import type { RowCache } from './row-cache.ts';
import type { Writer } from './writer.ts';

interface BegunLine extends MoveLine {
  readonly epoch: string;
  readonly version: number;
}

export interface PostgresConnectionOptions {
  readonly line: Line;
  readonly models: readonly Model[];
  readonly writer: Writer;
  /** Of the process: one transaction of it writes at a time. */
  readonly cache: RowCache;
}

const LOCK_COUNTER = `SELECT epoch, version, moved_to, moving_until FROM server_meta FOR UPDATE`;

/**
 * A transaction of a connection that is lost may stand still with the counter in its hand: it never got its COMMIT,
 * and is ended. One that is at its COMMIT is left to it. Of one writer only one transaction writes at a time.
 */
const END_HUNG = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE application_name = $1 AND state LIKE 'idle in transaction%' AND backend_xid IS NOT NULL`;

const NOTE_WRITE = `INSERT INTO server_writer (writer, last_write) VALUES ($1, $2)
  ON CONFLICT (writer) DO UPDATE SET last_write = excluded.last_write, at = now()`;

/** The write that runs. */
interface Begun {
  readonly counter: HeldCounter;
  /** Its number among those of this process. */
  readonly write: number;
  readonly flush: () => void;
}

/** A connection to PostgreSQL as the flow over a network needs it. */
export class PostgresConnection implements RemoteConnection {
  readonly #line: Line;
  readonly #models: readonly Model[];
  readonly #writer: Writer;
  readonly #cache: RowCache;
  readonly #reading: ReadTransaction;
  #begun: Begun | undefined;

  constructor({ line, models, writer, cache }: PostgresConnectionOptions) {
    this.#line = line;
    this.#models = models;
    this.#writer = writer;
    this.#cache = cache;
    this.#reading = createReading(line, models);
  }

  get isLost(): boolean {
    return this.#line.isLost;
  }

  async beginRead(): Promise<ReadTransaction> {
    this.#line.send({ sql: BEGIN_READ });
    return this.#reading;
  }

  endRead(): void {
    // If it fails, so does the connection, and that is seen before it is used again.
    this.#line.undo('ROLLBACK').catch(() => {});
  }

  /** READ COMMITTED: what is read after the lock is what was committed before it (S1). */
  async beginWrite(isCareful: boolean): Promise<BegunWrite> {
    this.#line.send({ sql: 'BEGIN ISOLATION LEVEL READ COMMITTED' });
    const begun = await this.#lockCounter();
    const counter = { epoch: begun.epoch, lockedAt: begun.version, version: begun.version };
    const write = this.#writer.nextWrite();
    this.#cache.begin(stateOf(counter));
    const [line, models, cache] = [this.#line, this.#models, this.#cache];
    const { transaction, flush } = createWriting({ line, models, cache, counter, isCareful });
    this.#begun = { counter, write, flush };
    return { id: String(write), move: toMove(begun), transaction };
  }

  async commit(): Promise<void> {
    const begun = this.#begun;
    if (begun === undefined) throw new Error('Nothing was begun.');
    begun.flush();
    this.#line.send({ sql: NOTE_WRITE, values: [this.#writer.id, begun.write], name: 'note_write' });
    const { command } = await this.#line.ask({ sql: 'COMMIT' });
    // PostgreSQL ends a transaction in which something failed by this, and calls it well done.
    if (command !== 'COMMIT') throw new RemoteFailure('undone', 'ROLLED_BACK', undefined);
    this.#cache.committed(stateOf(begun.counter));
  }

  async rollback(): Promise<void> {
    try {
      await this.#line.undo('ROLLBACK');
    } catch (error) {
      this.#line.cut(error);
    }
  }

  /** Whoever gets the counter after a transaction sees whether it was committed: PostgreSQL's own numbers of transactions are given a second time after a crash. */
  async outcome(transactionId: string): Promise<Outcome> {
    this.#line.send({ sql: END_HUNG, values: [this.#writer.applicationName] });
    this.#line.send({ sql: 'BEGIN ISOLATION LEVEL READ COMMITTED' });
    try {
      await this.#lockCounter();
      const sql = 'SELECT last_write FROM server_writer WHERE writer = $1';
      const { rows } = await this.#line.ask<{ last_write: number }>({ sql, values: [this.#writer.id] });
      return String(rows[0]?.last_write) === transactionId ? 'committed' : 'aborted';
    } finally {
      await this.rollback();
    }
  }

  check(): Promise<readonly string[]> {
    return databaseProblems(this.#line);
  }

  close(): Promise<void> {
    return this.#line.close();
  }

  async #lockCounter(): Promise<BegunLine> {
    try {
      const { rows } = await this.#line.ask<BegunLine>({
        sql: LOCK_COUNTER,
        values: [],
        name: 'lock_counter',
      });
      const [line] = rows;
      if (line === undefined) throw new Error('The database has no line in server_meta.');
      return line;
    } catch (error) {
      await this.rollback();
      throw error;
    }
  }
}

function stateOf({ epoch, version }: HeldCounter): string {
  return `${epoch}/${version}`;
}
