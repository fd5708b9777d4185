import type { Rows } from '../crash/server-rows.ts';
import { comparedTables } from './member.ts';
import type { ClusterWorld } from './world.ts';

/** The rows in the database. Nobody writes any more. */
export async function readPostgresRows({ postgres, databaseUrl }: ClusterWorld): Promise<Rows> {
  const read = async <Facts>(table: string): Promise<Facts[]> => {
    const sql = `SELECT data FROM ${table} WHERE deleted = 0 ORDER BY id`;
    return (await postgres.query(sql, databaseOf(databaseUrl))).map(({ data }) => JSON.parse(String(data)));
  };
  return {
    tickets: await read('ticket'),
    messages: await read('message'),
    activities: await read('activity'),
    files: await read('attachment'),
  };
}

/** The versions of all rows that everybody sees, added up, as `Member.sumOfRows` does. */
export async function sumInDatabase({ postgres, databaseUrl }: ClusterWorld): Promise<number> {
  const each = comparedTables.map((table) => `SELECT row_version FROM ${table} WHERE deleted = 0`);
  const sql = `SELECT coalesce(sum(row_version), 0) AS sum FROM (${each.join(' UNION ALL ')}) AS rows`;
  const [row] = await postgres.query(sql, databaseOf(databaseUrl));
  return Number(row?.sum);
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1);
}
