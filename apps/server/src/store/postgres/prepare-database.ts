import type { Line } from './line.ts';
import { migrate } from './migrate.ts';
import { ensureModelTables } from './model-tables.ts';
import type { PostgresOptions } from './postgres-options.ts';

/** Any number that nobody else locks: processes that start at once prepare the database one after the other. */
const PREPARING = 4_310_431;

/** The last write of each process, of this home alone: by it a process learns what became of a commit whose answer was lost. */
const OWN_TABLE = `CREATE TABLE IF NOT EXISTS server_writer (
  writer text COLLATE "C" PRIMARY KEY,
  last_write bigint NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50)`;

/** Brings the tables up to date, in one transaction. Processes that serve meanwhile may have to wait. */
export async function prepareDatabase(line: Line, { models, newId }: PostgresOptions): Promise<void> {
  await requireUtf8(line);
  // The others that start wait as long as it takes.
  line.send({ sql: 'BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0' });
  await line.ask({ sql: 'SELECT pg_advisory_xact_lock($1)', values: [PREPARING] });
  line.send({ sql: OWN_TABLE });
  line.send({ sql: "DELETE FROM server_writer WHERE at < now() - interval '30 days'" });
  await migrate(line);
  await ensureModelTables(line, models);
  line.send({
    sql: 'INSERT INTO server_meta (only_row, epoch, version) VALUES (1, $1, 0) ON CONFLICT DO NOTHING',
    values: [newId()],
  });
  await line.ask({ sql: 'COMMIT' });
}

async function requireUtf8(line: Line): Promise<void> {
  const { rows } = await line.ask<{ server_encoding: string }>({ sql: 'SHOW server_encoding' });
  const encoding = rows[0]?.server_encoding;
  if (encoding === 'UTF8') return;
  throw new Error(
    `The database is in ${encoding}. Make one with: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.`,
  );
}
