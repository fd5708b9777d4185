import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { type MoveLine, toMove } from '../lines/move-line.ts';
import { type BegunWrite, type Outcome, type RemoteConnection, RemoteFailure } from '../remote/driver.ts';
import type { ReadTransaction, WriteTransaction } from '../transaction.ts';
import { databaseProblems } from './database-problems.ts';
import type { Line } from './line.ts';
import { createPostgresTransaction } from './postgres-transaction.ts';

interface BegunLine extends MoveLine {
  readonly id: string;
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
}

const LOCK_COUNTER = `SELECT pg_current_xact_id()::text AS id, version, moved_to, moving_until
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
  readonly #timeline: string;
  readonly #transaction: WriteTransaction;
  #lockedVersion = 0;

  constructor({ line, models, timeline }: PostgresConnectionOptions) {
    this.#line = line;
    this.#timeline = timeline;
    const lockedVersion = (): number => this.#lockedVersion;
    this.#transaction = createPostgresTransaction({ line, models, lockedVersion });
  }

  get isLost(): boolean {
    return this.#line.isLost;
  }

  async beginRead(): Promise<ReadTransaction> {
    this.#line.send({ sql: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' });
    return this.#transaction;
  }

  endRead(): void {
    // If it fails, so does the connection, and that is seen before it is used again.
    this.#line.undo('ROLLBACK').catch(() => {});
  }

  /** READ COMMITTED: what is read after the lock is what was committed before it (S1). */
  async beginWrite(): Promise<BegunWrite> {
    this.#line.send({ sql: 'BEGIN ISOLATION LEVEL READ COMMITTED' });
    const begun = await this.#lockCounter();
    this.#lockedVersion = begun.version;
    const id = `${this.#timeline}/${begun.id}`;
    return { id, move: toMove(begun), transaction: this.#transaction };
  }

  async commit(): Promise<void> {
    const { command } = await this.#line.ask({ sql: 'COMMIT' });
    // PostgreSQL ends a transaction in which something failed by this, and calls it well done.
    if (command !== 'COMMIT') throw new RemoteFailure('undone', 'ROLLED_BACK', undefined);
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
