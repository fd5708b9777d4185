import pg from 'pg';
import type { PostgresProcess } from '../../../apps/server/src/test-support/postgres-process.ts';
import { type Replayed, sliceOf } from './replayed.ts';

const COPY = 'start_of_bench';

/** Rows of a table that shall be written, as JSON, and how. */
interface Written {
  readonly table: string;
  readonly rows: readonly string[];
  readonly insert: string;
}

/** PostgreSQL alone, with a copy of a server's data as it is now, while nobody is connected: with its tables and indexes. */
export class BarePostgres {
  readonly #postgres: PostgresProcess;
  readonly #database: string;

  private constructor(postgres: PostgresProcess, database: string) {
    this.#postgres = postgres;
    this.#database = database;
  }

  static async keep(postgres: PostgresProcess, database: string): Promise<BarePostgres> {
    await postgres.query(`CREATE DATABASE ${COPY} TEMPLATE ${database}`);
    return new BarePostgres(postgres, database);
  }

  /**
   * Writes what the server's data holds now, in so many transactions of the same size, each on the disk
   * for good, over one connection: commits stand in one order.
   */
  async replay(transactions: number): Promise<Replayed> {
    const tables = await this.#written();
    const client = new pg.Client({ connectionString: this.#postgres.url(COPY), pipeline: true });
    await client.connect();
    try {
      const began = performance.now();
      for (let place = 0; place < transactions; place += 1)
        await writeSlice(client, tables, place, transactions);
      const seconds = (performance.now() - began) / 1_000;
      return { seconds, rows: tables.reduce((sum, { rows }) => sum + rows.length, 0) };
    } finally {
      await client.end();
    }
  }

  async #written(): Promise<readonly Written[]> {
    const written: Written[] = [];
    for (const [table, columns] of await this.#columns()) {
      const names = columns.map((name) => pg.escapeIdentifier(name)).join(', ');
      const name = pg.escapeIdentifier(table);
      const read = `SELECT to_json(kept)::text AS row FROM (SELECT ${names} FROM ${name}) AS kept`;
      const before = new Set((await this.#postgres.query(read, COPY)).map(({ row }) => String(row)));
      const rows = (await this.#postgres.query(read, this.#database)).map(({ row }) => String(row));
      const insert = `INSERT INTO ${name} (${names}) SELECT ${names}
        FROM json_populate_recordset(NULL::${name}, $1::json) ON CONFLICT DO NOTHING`;
      written.push({ table, rows: rows.filter((row) => !before.has(row)), insert });
    }
    return written.filter(({ rows }) => rows.length > 0);
  }

  /** The tables and those of their columns that are written, not computed. */
  async #columns(): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = await this.#postgres.query(
      `SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND is_generated = 'NEVER' ORDER BY table_name, ordinal_position`,
      COPY,
    );
    const columns = new Map<string, string[]>();
    for (const { table_name, column_name } of found) {
      const table = String(table_name);
      columns.set(table, [...(columns.get(table) ?? []), String(column_name)]);
    }
    return columns;
  }
}

/** Everything of a transaction is on its way at once; only its end is waited for. */
async function writeSlice(
  client: pg.Client,
  tables: readonly Written[],
  place: number,
  transactions: number,
): Promise<void> {
  const sent: Promise<unknown>[] = [client.query('BEGIN')];
  for (const { table, rows, insert } of tables) {
    const slice = sliceOf(rows, place, transactions);
    if (slice.length > 0) {
      sent.push(client.query({ name: table, text: insert, values: [`[${slice.join(',')}]`] }));
    }
  }
  sent.push(client.query('COMMIT'));
  await Promise.all(sent);
}
