import type { Line } from './line.ts';
import { migrate } from './migrate.ts';
import { ensureModelTables } from './model-tables.ts';
import type { PostgresOptions } from './postgres-options.ts';

/** Any number that nobody else locks: processes that start at once prepare the database one after the other. */
const PREPARING = 4_310_431;

/** Brings the tables up to date, in one transaction. Processes that serve meanwhile may have to wait. */
export async function prepareDatabase(line: Line, { models, newId }: PostgresOptions): Promise<void> {
  await requireUtf8(line);
  // The others that start wait as long as it takes.
  line.send({ sql: 'BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0' });
  await line.ask({ sql: 'SELECT pg_advisory_xact_lock($1)', values: [PREPARING] });
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
