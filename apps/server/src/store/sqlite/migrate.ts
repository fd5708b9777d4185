import type { Database } from 'better-sqlite3';
import { firstTables } from './migrations/0001-first-tables.ts';

/** In order; the number of a migration is its place, from 1. One that was released is never changed. */
const migrations: readonly string[] = [firstTables];

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
  migrations.forEach((sql, place) => {
    runStep(db, sql, place + 1);
  });
}

function schemaVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/** Looks again inside the transaction: another process may have opened the same folder meanwhile. */
function runStep(db: Database, sql: string, number: number): void {
  db.transaction(() => {
    if (schemaVersion(db) >= number) return;
    db.exec(sql);
    db.pragma(`user_version = ${number}`);
  }).immediate();
}
