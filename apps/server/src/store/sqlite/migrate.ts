import type { Database } from 'better-sqlite3';
import { firstTables } from './migrations/0001-first-tables.ts';
import { digestsAndHistory } from './migrations/0002-digests-and-history.ts';
import { accountsAndAudit } from './migrations/0003-accounts-and-audit.ts';
import { rowHash } from './migrations/0004-row-hash.ts';
import { manyProcesses } from './migrations/0005-many-processes.ts';

type Migration = string | ((db: Database) => void);

/** In order; the number of a migration is its place, from 1. One that was released is never changed. */
const migrations: readonly Migration[] = [
  firstTables,
  digestsAndHistory,
  accountsAndAudit,
  rowHash,
  manyProcesses,
];

/**
 * Brings the server's own tables up to date, one transaction for each step.
 * @throws Error when the file was written by a newer server
 */
export function migrate(db: Database): void {
  const found = schemaVersion(db);
  if (found > migrations.length) {
    throw new Error(
      `The data folder was written by a newer server (schema ${found}, this one knows ${migrations.length}). Install that server again or restore a backup.`,
    );
  }
  migrations.forEach((migration, place) => {
    runStep(db, migration, place + 1);
  });
}

function schemaVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/** Looks again inside the transaction: another process may have opened the same folder meanwhile. */
function runStep(db: Database, migration: Migration, number: number): void {
  db.transaction(() => {
    if (schemaVersion(db) >= number) return;
    if (typeof migration === 'string') db.exec(migration);
    else migration(db);
    db.pragma(`user_version = ${number}`);
  }).immediate();
}
