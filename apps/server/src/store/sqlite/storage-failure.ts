import { SqliteError } from 'better-sqlite3';
import { StorageFailure } from '../store.ts';

/** What is wrong with the database or the disk, not with the question. */
const failures = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CORRUPT|NOTADB|READONLY|CANTOPEN|NOMEM|PROTOCOL|PERM|AUTH)/;

/** The error to throw for one of SQLite's: a failure of the database is named as such. */
export function toStorageFailure(error: unknown): unknown {
  if (error instanceof SqliteError && failures.test(error.code)) return new StorageFailure(error.code, error);
  return error;
}
