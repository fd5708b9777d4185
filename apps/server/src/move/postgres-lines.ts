import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import pg from 'pg';
import { fromColumnText, toColumnText } from '../store/postgres/column-text.ts';
import { clientConfig, type PostgresOptions } from '../store/postgres/postgres-options.ts';
import { quoted } from '../store/quoted.ts';
import { describeHome } from './home-address.ts';
import { list, orReplace } from './line-sql.ts';
import type { Line, LineDatabase, LineReader, MovedTable, Value } from './lines.ts';

type PostgresAddress = Pick<PostgresOptions, 'url' | 'ca'>;

/** The types of columns, by table and column: what is put is sent in one list for each column. */
type Types = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Numbers as numbers, and yes and no as 1 and 0: as the other home has them. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);
types.setTypeParser(pg.types.builtins.BOOL, (text: string) => Number(text === 't'));

/**
 * A database in PostgreSQL, as lines. The tables must be there.
 * @throws HoldfastError CONNECTION_ERROR where it cannot be reached or lets nobody in
 */
export async function openPostgresLines(address: PostgresAddress): Promise<LineDatabase> {
  const client = await connect(address);
  const known = await readTypes(client);
  return {
    ...reader(client),
    columns: async (table) => [...(known.get(table)?.keys() ?? [])],
    put: (table, lines) => put(client, known, table, lines),
    inSnapshot: (use) => inSnapshot(address, use),
    close: () => client.end(),
  };
}

async function connect(address: PostgresAddress): Promise<pg.Client> {
  const client = new pg.Client({ ...clientConfig(address), types });
  // That a connection is cut is told by the statement under way, too.
  client.on('error', () => {});
  await client.connect().catch((cause: unknown) => {
    throw notReached(address.url, cause);
  });
  // As long as it takes; and each page has its index, whatever was known of a table when it was empty.
  await client.query(`SET statement_timeout = 0; SET lock_timeout = 0;
    SET idle_in_transaction_session_timeout = 0; SET enable_sort = off`);
  return client;
}

function notReached(url: string, cause: unknown): HoldfastError {
  const where = describeHome({ kind: 'postgres', url });
  const why = cause instanceof Error ? cause.message : String(cause);
  return new HoldfastError('CONNECTION_ERROR', `${where} cannot be used: ${why}.`, { cause });
}

function reader(client: pg.Client): LineReader {
  return {
    async all(sql, values = []) {
      let place = 0;
      const numbered = sql.replaceAll('?', () => `$${++place}`);
      const { rows } = await client.query<Value[]>({
        text: numbered,
        values: values.map(toColumn),
        rowMode: 'array',
      });
      return rows.map((line) => line.map(fromColumn));
    },
  };
}

function toColumn(value: Value): Value {
  return typeof value === 'string' ? toColumnText(value) : value;
}

function fromColumn(held: Value): Value {
  return typeof held === 'string' ? fromColumnText(held) : held;
}

/** The columns of all tables of the schema in use that are not computed, with their types. */
async function readTypes(client: pg.Client): Promise<Types> {
  const { rows } = await client.query<{ table: string; column: string; type: string }>(
    `SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type
      FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
      WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      ORDER BY c.relname, a.attnum`,
  );
  const known = new Map<string, Map<string, string>>();
  for (const { table, column, type } of rows) {
    known.set(table, (known.get(table) ?? new Map<string, string>()).set(column, type));
  }
  return known;
}

async function put(
  client: pg.Client,
  known: Types,
  table: MovedTable,
  lines: readonly Line[],
): Promise<void> {
  const typeOf = known.get(table.name);
  const lists = table.columns.map((column, place) => `$${place + 1}::${typeOf?.get(column)}[]`);
  await client.query('BEGIN; SET LOCAL synchronous_commit = off');
  await client.query(
    `INSERT INTO ${quoted(table.name)} (${list(table.columns)})
      SELECT * FROM unnest(${lists.join(', ')}) ${orReplace(table)}`,
    table.columns.map((_, place) => lines.map((line) => toColumn(line[place] ?? null))),
  );
  await client.query('COMMIT');
}

async function inSnapshot<T>(
  address: PostgresAddress,
  use: (snapshot: LineReader) => Promise<T>,
): Promise<T> {
  const client = await connect(address);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // The first read decides which moment it is.
    await client.query('SELECT 1 FROM server_meta');
    return await use(reader(client));
  } finally {
    await client.end();
  }
}
