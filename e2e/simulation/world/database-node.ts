import Database from 'better-sqlite3';
import type { MoveRecord } from '../../../apps/server/src/store/records.ts';
import {
  type BegunWrite,
  type Outcome,
  RemoteFailure,
} from '../../../apps/server/src/store/remote/driver.ts';
import { createSqliteTransaction } from '../../../apps/server/src/store/sqlite/sqlite-transaction.ts';
import { StorageFailure } from '../../../apps/server/src/store/store.ts';
import type { ReadTransaction, WriteTransaction } from '../../../apps/server/src/store/transaction.ts';
import { type CommitLog, CommitRecord } from './commit-record.ts';

export interface DatabaseOptions {
  readonly file: string;
  /** Called in the same moment in which a commit became durable. */
  readonly committed: (log: CommitLog) => void;
  /** After how many of its calls the next transaction finds the disk full; nothing while there is room. */
  readonly diskFailure: () => number | undefined;
}

/** Whose session it is. */
export interface SessionOwner {
  /** The session is over, perhaps in the middle of something. */
  readonly ended: () => void;
  /** What it wrote has become durable, and nobody was told yet. */
  readonly committed: () => void;
}

interface Opened {
  readonly db: Database.Database;
  readonly tx: WriteTransaction;
}

/** Whoever waits to write, until it is its turn. */
interface Waiting {
  readonly session: DatabaseSession;
  readonly begin: () => void;
}

/**
 * A database for several processes, as PostgreSQL keeps it, on one SQLite file: each session has a transaction of
 * its own that lasts for as many steps as it likes, readers see their snapshot, and who writes holds the counter
 * until the end. It can crash at any moment; what was committed stays.
 */
export class DatabaseNode {
  readonly options: DatabaseOptions;
  readonly #sessions = new Set<DatabaseSession>();
  readonly #outcomes = new Map<string, Outcome>();
  readonly #freeReaders: Opened[] = [];
  readonly #opened: Opened[] = [];
  readonly #waiting: Waiting[] = [];
  #writer: Opened | undefined;
  #writing: DatabaseSession | undefined;
  #isUp = true;
  #transactions = 0;

  constructor(options: DatabaseOptions) {
    this.options = options;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** @throws RemoteFailure while it is not there */
  connect(owner: SessionOwner): DatabaseSession {
    if (!this.#isUp) throw new RemoteFailure('lost', 'ECONNREFUSED', new Error('nobody listens'));
    const session = new DatabaseSession(this, owner);
    this.#sessions.add(session);
    return session;
  }

  /** Everything that was not committed is gone, and every session with it. */
  crash(): void {
    this.#isUp = false;
    for (const session of [...this.#sessions]) session.end();
  }

  recover(): void {
    this.#isUp = true;
  }

  /** Lets go of the file, so that another may be put in its place. */
  close(): void {
    this.crash();
    for (const { db } of this.#opened) db.close();
    this.#opened.length = 0;
    this.#freeReaders.length = 0;
    this.#writer = undefined;
    this.#outcomes.clear();
  }

  outcome(id: string): Outcome {
    return this.#outcomes.get(id) ?? 'unknown';
  }

  /** Calls `begin` when no other session writes. */
  turnToWrite(session: DatabaseSession, begin: () => void): void {
    this.#waiting.push({ session, begin });
    this.#nextWriter();
  }

  writer(): Opened {
    this.#writer ??= this.#open();
    return this.#writer;
  }

  reader(): Opened {
    return this.#freeReaders.pop() ?? this.#open();
  }

  release(reader: Opened): void {
    this.#freeReaders.push(reader);
  }

  newTransaction(): string {
    this.#transactions += 1;
    const id = String(this.#transactions);
    this.#outcomes.set(id, 'in progress');
    return id;
  }

  /** A session writes no more. */
  ended(session: DatabaseSession, id: string, outcome: Outcome): void {
    this.#outcomes.set(id, outcome);
    if (this.#writing === session) this.#writing = undefined;
    this.#nextWriter();
  }

  /** A session is no more. */
  left(session: DatabaseSession): void {
    this.#sessions.delete(session);
    this.stopWaiting(session);
  }

  stopWaiting(session: DatabaseSession): void {
    const place = this.#waiting.findIndex((waiting) => waiting.session === session);
    if (place !== -1) this.#waiting.splice(place, 1);
  }

  #nextWriter(): void {
    if (this.#writing !== undefined) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#writing = next.session;
    next.begin();
  }

  #open(): Opened {
    const db = new Database(this.options.file);
    db.pragma('journal_mode = WAL');
    // What a crash of the machine would lose is simulated by crashes of the database.
    db.pragma('synchronous = OFF');
    db.pragma('temp_store = MEMORY');
    const opened = { db, tx: createSqliteTransaction(db) };
    this.#opened.push(opened);
    return opened;
  }
}

/** One connection as the database sees it: at most one transaction at a time. */
export class DatabaseSession {
  readonly #node: DatabaseNode;
  readonly #owner: SessionOwner;
  #reading: Opened | undefined;
  #writing: { readonly id: string; readonly record: CommitRecord } | undefined;
  /** A call failed: nothing more is done until it is rolled back, as in PostgreSQL. */
  #isBroken = false;
  #callsLeft: number | undefined;
  #isOver = false;

  constructor(node: DatabaseNode, owner: SessionOwner) {
    this.#node = node;
    this.#owner = owner;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  get isInTransaction(): boolean {
    return this.#reading !== undefined || this.#writing !== undefined;
  }

  beginRead(): ReadTransaction {
    const reader = this.#node.reader();
    reader.db.exec('BEGIN');
    this.#reading = reader;
    // The first look makes the snapshot.
    reader.tx.version();
    return reader.tx;
  }

  /** Calls back when it holds the counter. */
  beginWrite(begun: (write: BegunWrite) => void): void {
    this.#node.turnToWrite(this, () => {
      const { db, tx } = this.#node.writer();
      db.exec('BEGIN IMMEDIATE');
      const id = this.#node.newTransaction();
      const record = new CommitRecord();
      this.#writing = { id, record };
      this.#callsLeft = this.#node.options.diskFailure();
      begun({ id, move: moveOf(tx), transaction: record.watching(tx) });
    });
  }

  /** It waited too long for its turn. */
  giveUp(): void {
    this.#node.stopWaiting(this);
  }

  /** @throws RemoteFailure, after which only a rollback helps */
  call<T>(run: () => T): T {
    this.#refuseBroken();
    try {
      this.#useDisk();
      return run();
    } catch (error) {
      this.#isBroken = true;
      if (error instanceof RemoteFailure || !(error instanceof StorageFailure)) throw error;
      throw new RemoteFailure('failed', error.code, error);
    }
  }

  /** The database undoes what it had begun, as after a deadlock. */
  undo(): RemoteFailure {
    this.#isBroken = true;
    return new RemoteFailure('undone', '40P01', new Error('deadlock detected'));
  }

  commit(): void {
    this.#refuseBroken();
    const writing = this.#writing;
    if (writing === undefined) {
      this.#endReading();
      return;
    }
    this.#node.writer().db.exec('COMMIT');
    this.#writing = undefined;
    this.#node.options.committed(writing.record.log);
    this.#node.ended(this, writing.id, 'committed');
    this.#owner.committed();
  }

  rollback(): void {
    this.#isBroken = false;
    this.#endReading();
    const writing = this.#writing;
    if (writing === undefined) return;
    this.#node.writer().db.exec('ROLLBACK');
    this.#writing = undefined;
    this.#node.ended(this, writing.id, 'aborted');
  }

  outcome(id: string): Outcome {
    return this.#node.outcome(id);
  }

  /** It is over, whatever it was doing. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#node.left(this);
    this.rollback();
    this.#owner.ended();
  }

  #endReading(): void {
    const reader = this.#reading;
    if (reader === undefined) return;
    reader.db.exec('COMMIT');
    this.#reading = undefined;
    this.#node.release(reader);
  }

  #useDisk(): void {
    if (this.#writing === undefined || this.#callsLeft === undefined) return;
    this.#callsLeft -= 1;
    if (this.#callsLeft < 0) throw new RemoteFailure('failed', '53100', new Error('could not extend file'));
  }

  #refuseBroken(): void {
    if (this.#isBroken)
      throw new RemoteFailure('failed', '25P02', new Error('current transaction is aborted'));
  }
}

/** It answers at once here, as every call of SQLite does. */
function moveOf(tx: WriteTransaction): MoveRecord | undefined {
  const move = tx.move();
  if (move instanceof Promise) throw new TypeError('SQLite answers at once.');
  return move;
}
