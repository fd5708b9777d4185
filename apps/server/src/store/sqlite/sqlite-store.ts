import { mkdirSync } from 'node:fs';
import type { Model } from '@holdfast/shared/entity/define-model.ts';
import Database, { type Database as Connection } from 'better-sqlite3';
import { refuseMoved } from '../refuse-moved.ts';
import type { Store } from '../store.ts';
import type { ReadTransaction, WriteTransaction } from '../transaction.ts';
import { type ReadWork, runNow, type WriteWork } from '../work.ts';
import { dataFile } from './data-file.ts';
import { integrityProblems } from './file-damage.ts';
import { migrate } from './migrate.ts';
import { ensureModelTables } from './model-tables.ts';
import { processCalls } from './process-calls.ts';
import { createSqliteTransaction } from './sqlite-transaction.ts';
import { Statements } from './statements.ts';
import { toStorageFailure } from './storage-failure.ts';

const BUSY_TIMEOUT_MS = 5_000;

export interface SqliteOptions {
  /** Made if it is absent. */
  readonly folder: string;
  readonly models: readonly Model[];
  /** A new id, for the epoch of new data. */
  readonly newId: () => string;
  /** How long another process (the command line) may hold the file before a write fails, in milliseconds. */
  readonly busyTimeoutMs?: number;
  /** Opens a file; so that a test or a simulator can give a disk that is full. */
  readonly openFile?: OpenFile;
  /** Milliseconds since 1970, to see when a move that was given up is over. */
  readonly now?: () => number;
}

export type OpenFile = (file: string, options: { readonly timeout: number }) => Connection;

const openReal: OpenFile = (file, options) => new Database(file, options);

/** The storage on one SQLite file: one connection writes, one reads snapshots. */
export function openSqliteStore(options: SqliteOptions): Store {
  // Password hashes lie in it: it is for the server's own account alone.
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const file = dataFile(options.folder);
  const timeout = options.busyTimeoutMs ?? BUSY_TIMEOUT_MS;
  const open = options.openFile ?? openReal;
  const writer = prepareConnection(open(file, { timeout }));
  prepareFile(writer, options);
  const reader = prepareConnection(open(file, { timeout }));
  reader.pragma('query_only = ON');
  return new SqliteStore(writer, reader, options.now ?? Date.now);
}

function prepareConnection(db: Connection): Connection {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = OFF');
  db.pragma('cache_size = -65536');
  // What a savepoint may have to put back is kept in memory: as a file it costs a quarter of each commit.
  db.pragma('temp_store = MEMORY');
  // In pages of 4 KiB: large commits should not each end with a checkpoint.
  db.pragma('wal_autocheckpoint = 8000');
  return db;
}

function prepareFile(db: Connection, { models, newId }: SqliteOptions): void {
  migrate(db);
  ensureModelTables(db, models);
  db.prepare('INSERT OR IGNORE INTO server_meta (only_row, epoch, version) VALUES (1, ?, 0)').run(newId());
}

class SqliteStore implements Store {
  readonly #writer: Connection;
  readonly #reader: Connection;
  readonly #writing: WriteTransaction;
  readonly #reading: ReadTransaction;
  readonly #moves: Pick<ReturnType<typeof processCalls>, 'move' | 'putMove'>;
  readonly #now: () => number;

  constructor(writer: Connection, reader: Connection, now: () => number) {
    this.#writer = writer;
    this.#reader = reader;
    this.#moves = processCalls(new Statements(writer));
    this.#now = now;
    this.#writing = createSqliteTransaction(writer);
    this.#reading = createSqliteTransaction(reader);
  }

  async write<T>(work: () => WriteWork<T>): Promise<T> {
    return inTransaction(this.#writer, 'BEGIN IMMEDIATE', () => {
      if (refuseMoved(this.#moves.move(), this.#now()) === 'expired') this.#moves.putMove(undefined);
      return runNow(this.#writing, work());
    });
  }

  async read<T>(work: () => ReadWork<T>): Promise<T> {
    return inTransaction(this.#reader, 'BEGIN', () => runNow(this.#reading, work()));
  }

  async check(): Promise<readonly string[]> {
    return integrityProblems(this.#reader);
  }

  async close(): Promise<void> {
    this.#reader.close();
    this.#writer.close();
  }
}

/** The whole work is one synchronous block, so transactions of one connection never overlap. */
function inTransaction<T>(db: Connection, begin: string, run: () => T): T {
  try {
    db.exec(begin);
    const result = run();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw toStorageFailure(error);
  }
}
