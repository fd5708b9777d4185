import Database, { type Database as Connection, SqliteError } from 'better-sqlite3';
import { dataFile } from './data-file.ts';

/** What SQLite finds wrong with the file of a data folder, also where it cannot be read at all; nothing if all is well. */
export function fileDamage(folder: string): readonly string[] {
  try {
    const db = new Database(dataFile(folder), { fileMustExist: true });
    try {
      return integrityProblems(db);
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof SqliteError) return [error.message];
    throw error;
  }
}

/** What SQLite finds wrong with an open database; nothing if all is well. */
export function integrityProblems(db: Connection): readonly string[] {
  const lines = db.prepare<[], { integrity_check: string }>('PRAGMA integrity_check').all();
  return lines.map((line) => line.integrity_check).filter((line) => line !== 'ok');
}
