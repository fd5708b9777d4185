import pg from 'pg';
import { quoted } from '../quoted.ts';
import type { Line } from './line.ts';

interface Found {
  readonly problem: string;
}

const ASK_INDEXES = `SELECT 'the index ' || relname || ' is not usable: run REINDEX' AS problem
  FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
  WHERE relnamespace = current_schema()::regnamespace AND NOT (indisvalid AND indisready)`;

const ASK_CHECKSUMS = `SELECT checksum_failures || ' pages of the database are broken' AS problem
  FROM pg_stat_database WHERE datname = current_database() AND checksum_failures > 0`;

const ASK_TABLES = `SELECT relname AS name,
    pg_relation_size(oid) / current_setting('block_size')::integer AS pages
  FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY 1`;

interface TableLine {
  readonly name: string;
  readonly pages: number;
}

/** So many are read by one statement, so that none takes longer than a statement may. */
const PAGES_AT_ONCE = 4_096;

/** Reads every table as a whole, and asks PostgreSQL what it knows to be broken. Gives what is wrong. */
export async function databaseProblems(line: Line): Promise<readonly string[]> {
  const known = await Promise.all([
    line.ask<Found>({ sql: ASK_INDEXES }),
    line.ask<Found>({ sql: ASK_CHECKSUMS }),
  ]);
  const problems = known.flatMap(({ rows }) => rows.map(({ problem }) => problem));
  const { rows: tables } = await line.ask<TableLine>({ sql: ASK_TABLES });
  for (const table of tables) problems.push(...(await tableProblems(line, table)));
  return problems;
}

async function tableProblems(line: Line, { name, pages }: TableLine): Promise<readonly string[]> {
  try {
    for (let page = 0; page <= pages; page += PAGES_AT_ONCE) {
      await line.ask({
        sql: `SELECT count(t::text) FROM ${quoted(name)} AS t WHERE ctid >= $1::tid AND ctid < $2::tid`,
        values: [`(${page},0)`, `(${page + PAGES_AT_ONCE},0)`],
      });
    }
    return [];
  } catch (error) {
    if (line.isLost) throw error;
    await line.undo('ROLLBACK');
    return [`the table ${name} cannot be read: ${messageOf(error)}`];
  }
}

function messageOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof pg.DatabaseError ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
