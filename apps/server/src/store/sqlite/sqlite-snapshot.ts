import { existsSync } from 'node:fs';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import Database from 'better-sqlite3';
import type { Store } from '../store.ts';
import { runNow } from '../work.ts';
import { dataFile } from './data-file.ts';
import { createSqliteTransaction } from './sqlite-transaction.ts';
import { toStorageFailure } from './storage-failure.ts';

/** The data as it stood at one moment. Several pieces of work may read it, with pauses between them. */
export type Snapshot = Pick<Store, 'read'>;

/**
 * Reads the data of a folder as it stands at one moment, for as long as it takes, also while a
 * server writes.
 * @throws HoldfastError NOT_FOUND where there is no data yet
 */
export async function inSqliteSnapshot<T>(
  folder: string,
  use: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  requireData(folder);
  const db = new Database(dataFile(folder), { fileMustExist: true });
  try {
    db.pragma('query_only = ON');
    db.exec('BEGIN');
    // The first read decides which moment it is.
    db.prepare('SELECT count(*) FROM server_meta').get();
    return await use(snapshotOn(db));
  } catch (error) {
    throw toStorageFailure(error);
  } finally {
    db.close();
  }
}

/** @throws HoldfastError NOT_FOUND where there is no data yet */
export function requireData(folder: string): void {
  if (existsSync(dataFile(folder))) return;
  throw new HoldfastError('NOT_FOUND', `There is no data in ${folder}. Set HOLDFAST_DATA.`);
}

function snapshotOn(db: Database.Database): Snapshot {
  const transaction = createSqliteTransaction(db);
  return { read: async (work) => runNow(transaction, work()) };
}
