import { copyFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { dataFile } from '../../../apps/server/src/store/sqlite/data-file.ts';
import { type Replayed, sliceOf } from './replayed.ts';

type Row = Readonly<Record<string, unknown>>;

/** Rows of a table that shall be written, and how. */
interface Written {
  readonly rows: readonly Row[];
  readonly insert: Database.Statement<[Row]>;
}

/** SQLite alone, with a copy of a server's data as it is now, while nobody has it open: with its tables and indexes. */
export class BareSqlite {
  readonly #folder: string;
  readonly #copy: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#copy = path.join(folder, 'start-of-bench.db');
    const database = new Database(dataFile(folder));
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.close();
    copyFileSync(dataFile(folder), this.#copy);
  }

  /** Writes what the server's data holds now, in so many transactions of the same size, each on the disk for good. */
  replay(transactions: number): Replayed {
    const database = new Database(this.#copy);
    try {
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = FULL');
      database.prepare('ATTACH ? AS ended').run(dataFile(this.#folder));
      const tables = tablesOf(database).map((table) => writtenTo(database, table));
      const writeSlice = database.transaction((place: number) => {
        for (const { rows, insert } of tables) {
          for (const row of sliceOf(rows, place, transactions)) insert.run(row);
        }
      });
      const began = performance.now();
      for (let place = 0; place < transactions; place += 1) writeSlice(place);
      const seconds = (performance.now() - began) / 1_000;
      return { seconds, rows: tables.reduce((sum, { rows }) => sum + rows.length, 0) };
    } finally {
      database.close();
    }
  }
}

function tablesOf(database: Database.Database): string[] {
  const tables = database.prepare<[], { name: string }>(
    "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  );
  return tables.all().map(({ name }) => name);
}

function writtenTo(database: Database.Database, table: string): Written {
  const columns = database
    .prepare<[string], { name: string }>("SELECT name FROM pragma_table_xinfo(?, 'main') WHERE hidden = 0")
    .all(table)
    .map(({ name }) => name);
  const names = columns.map((name) => `"${name}"`).join(', ');
  const values = columns.map((name) => `@${name}`).join(', ');
  return {
    rows: database
      .prepare<[], Row>(`SELECT ${names} FROM ended."${table}" EXCEPT SELECT ${names} FROM main."${table}"`)
      .all(),
    insert: database.prepare<[Row]>(`INSERT OR REPLACE INTO main."${table}" (${names}) VALUES (${values})`),
  };
}
