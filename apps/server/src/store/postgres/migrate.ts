import { HOLD_ALL } from './hold-all.ts';
import type { Line } from './line.ts';
import { firstTables } from './migrations/0001-first-tables.ts';
import { digestsAndHistory } from './migrations/0002-digests-and-history.ts';
import { accountsAndAudit } from './migrations/0003-accounts-and-audit.ts';
import { rowHash } from './migrations/0004-row-hash.ts';
import { manyProcesses } from './migrations/0005-many-processes.ts';

/**
 * In order; the number of a migration is its place, from 1. One that was released is never changed. They bring the
 * same tables as those of SQLite with the same numbers. Older processes may still serve while they run (docs/admin/upgrade.md).
 */
const migrations: readonly string[] = [
  firstTables,
  digestsAndHistory,
  accountsAndAudit,
  rowHash,
  manyProcesses,
];

/**
 * Brings the server's own tables up to date, in the transaction that runs on the line. The caller keeps other
 * processes from doing the same.
 * @throws Error when the database was written by a newer server
 */
export async function migrate(line: Line): Promise<void> {
  line.send({ sql: 'CREATE TABLE IF NOT EXISTS server_schema (number integer PRIMARY KEY)' });
  const { rows } = await line.ask<{ found: number | null }>({
    sql: 'SELECT max(number) AS found FROM server_schema',
  });
  const found = rows[0]?.found ?? 0;
  if (found > migrations.length) {
    throw new Error(
      `The database was written by a newer server (schema ${found}, this one knows ${migrations.length}). Install that server again or restore a backup.`,
    );
  }
  if (found > 0 && found < migrations.length) await line.ask({ sql: HOLD_ALL });
  for (const [place, sql] of migrations.entries()) {
    if (place < found) continue;
    await line.ask({ sql });
    await line.ask({ sql: 'INSERT INTO server_schema (number) VALUES ($1)', values: [place + 1] });
  }
}
