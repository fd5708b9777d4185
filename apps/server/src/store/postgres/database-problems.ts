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

const ASK_TABLES = `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1`;

/** Reads every table as a whole, and asks PostgreSQL what it knows to be broken. Gives what is wrong. */
export async function databaseProblems(line: Line): Promise<readonly string[]> {
  const known = await Promise.all([
    line.ask<Found>({ sql: ASK_INDEXES }),
    line.ask<Found>({ sql: ASK_CHECKSUMS }),
  ]);
  const problems = known.flatMap(({ rows }) => rows.map(({ problem }) => problem));
  const tables = await line.ask<{ name: string }>({ sql: ASK_TABLES });
  for (const { name } of tables.rows) problems.push(...(await tableProblems(line, name)));
  return problems;
}

async function tableProblems(line: Line, table: string): Promise<readonly string[]> {
  try {
    await line.ask({ sql: `SELECT count(t::text) FROM ${quoted(table)} AS t` });
    return [];
  } catch (error) {
    if (line.isLost) throw error;
    await line.undo('ROLLBACK');
    return [`the table ${table} cannot be read: ${pgMessage(error)}`];
  }
}

function pgMessage(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof pg.DatabaseError ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
