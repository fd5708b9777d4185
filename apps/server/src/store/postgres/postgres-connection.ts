import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { type MoveLine, toMove } from '../lines/move-line.ts';
import { type BegunWrite, type Outcome, type RemoteConnection, RemoteFailure } from '../remote/driver.ts';
import type { ReadTransaction } from '../transaction.ts';
import { databaseProblems } from './database-problems.ts';
import type { HeldCounter } from './held-counter.ts';
import type { Line } from './line.ts';
import { createReading, createWriting } from './postgres-transaction.ts';
import type { RowCache } from './row-cache.ts';

interface BegunLine extends MoveLine {
  readonly id: string;
  readonly epoch: string;
  readonly version: number;
}

interface OutcomeLine {
  readonly outcome: 'committed' | 'aborted' | 'in progress' | null;
}

export interface PostgresConnectionOptions {
  readonly line: Line;
  readonly models: readonly Model[];
  /** The timeline of the server: another one took its place where it is another. */
  readonly timeline: string;
  /** Of the process: one transaction of it writes at a time. */
  readonly cache: RowCache;
}

/** One snapshot for all that is read (S15). */
export const BEGIN_READ = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

const LOCK_COUNTER = `SELECT pg_current_xact_id()::text AS id, epoch, version, moved_to, moving_until
  FROM server_meta FOR UPDATE`;

/**
 * A transaction of a connection that is lost may stand still with the counter in its hand: it never got its COMMIT,
 * and is ended. One that is at its COMMIT is left to it.
 */
const ASK_OUTCOME = `SELECT pg_xact_status($1::xid8) AS outcome, (
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
      WHERE backend_xid = $1::xid8::xid AND state LIKE 'idle in transaction%' AND pid <> pg_backend_pid()
  ) AS ended`;

/** A connection to PostgreSQL as the flow over a network needs it. */
export class PostgresConnection implements RemoteConnection {
  readonly #line: Line;
  readonly #models: readonly Model[];
  readonly #timeline: string;
  readonly #cache: RowCache;
  readonly #reading: ReadTransaction;
  #counter: HeldCounter | undefined;

  constructor({ line, models, timeline, cache }: PostgresConnectionOptions) {
    this.#line = line;
    this.#models = models;
    this.#timeline = timeline;
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
    this.#counter = counter;
    this.#cache.begin(this.#stateOf(counter));
    const [line, models, cache] = [this.#line, this.#models, this.#cache];
    return {
      id: `${this.#timeline}/${begun.id}`,
      move: toMove(begun),
      transaction: createWriting({ line, models, cache, counter, isCareful }),
    };
  }

  async commit(): Promise<void> {
    const { command } = await this.#line.ask({ sql: 'COMMIT' });
    // PostgreSQL ends a transaction in which something failed by this, and calls it well done.
    if (command !== 'COMMIT') throw new RemoteFailure('undone', 'ROLLED_BACK', undefined);
    if (this.#counter !== undefined) this.#cache.committed(this.#stateOf(this.#counter));
  }

  async rollback(): Promise<void> {
    try {
      await this.#line.undo('ROLLBACK');
    } catch (error) {
      this.#line.cut(error);
    }
  }

  async outcome(transactionId: string): Promise<Outcome> {
    const [timeline, id] = transactionId.split('/');
    if (timeline !== this.#timeline || id === undefined) return 'unknown';
    const { rows } = await this.#line.ask<OutcomeLine>({ sql: ASK_OUTCOME, values: [id] });
    return rows[0]?.outcome ?? 'unknown';
  }

  check(): Promise<readonly string[]> {
    return databaseProblems(this.#line);
  }

  close(): Promise<void> {
    return this.#line.close();
  }

  #stateOf({ epoch, version }: HeldCounter): string {
    return `${this.#timeline}/${epoch}/${version}`;
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
