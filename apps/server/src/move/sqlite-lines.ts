import Database, { type Database as Connection } from 'better-sqlite3';
import { quoted } from '../store/quoted.ts';
import { dataFile } from '../store/sqlite/data-file.ts';
import { toStorageFailure } from '../store/sqlite/storage-failure.ts';
import { list, orReplace } from './line-sql.ts';
import type { Line, LineDatabase, LineReader, MovedTable, Value } from './lines.ts';

/** How long a server may hold the file before a statement fails, in milliseconds. */
const BUSY_TIMEOUT_MS = 10_000;

/** The data file of a folder, as lines. Throws where there is none. */
export function openSqliteLines(folder: string): LineDatabase {
  const file = dataFile(folder);
  const db = connect(file);
  return {
    ...reader(db),
    columns: async (table) =>
      db
        .prepare<[string], string>('SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0')
        .pluck()
        .all(table),
    put: async (table, lines) => put(db, table, lines),
    inSnapshot: (use) => inSnapshot(file, use),
    close: async () => void db.close(),
  };
}

function connect(file: string): Connection {
  const db = new Database(file, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  db.pragma('synchronous = FULL');
  return db;
}

function reader(db: Connection): LineReader {
  return {
    async all(sql, values = []) {
      try {
        const statement = db.prepare<Value[], Line>(sql);
        if (statement.reader) return statement.raw().all(...values);
        statement.run(...values);
        return [];
      } catch (error) {
        throw toStorageFailure(error);
      }
    },
  };
}

function put(db: Connection, table: MovedTable, lines: readonly Line[]): void {
  const places = table.columns.map(() => '?').join(', ');
  const insert = db.prepare<Value[]>(
    `INSERT INTO ${quoted(table.name)} (${list(table.columns)}) VALUES (${places}) ${orReplace(table)}`,
  );
  db.pragma('synchronous = NORMAL');
  try {
    db.transaction(() => {
      for (const line of lines) insert.run(...line);
    }).immediate();
  } finally {
    db.pragma('synchronous = FULL');
  }
}

async function inSnapshot<T>(file: string, use: (snapshot: LineReader) => Promise<T>): Promise<T> {
  const db = connect(file);
  try {
    db.pragma('query_only = ON');
    db.exec('BEGIN');
    // The first read decides which moment it is.
    db.prepare('SELECT count(*) FROM server_meta').get();
    return await use(reader(db));
  } finally {
    db.close();
  }
}
