import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { allModels } from '@holdfast/shared/registry.ts';
import { migrations } from './migrations.ts';
import { ensureModelTables } from './model-tables.ts';
import type { Sqlite } from './sqlite.ts';

/**
 * Opens the account's file, or makes it, and brings it to the current shape (S20, S24). Waits for
 * the disk at each commit, so that what was confirmed survives a power cut.
 */
export function openDatabase(file: string, openFile: (file: string) => Sqlite): Sqlite {
  mkdirSync(path.dirname(file), { recursive: true });
  const database = openFile(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // What a person may no longer see must not stay in free pages (S23).
  database.pragma('secure_delete = ON');
  database.pragma('cache_size = -16000');
  migrate(database);
  database.transaction(() => ensureModelTables(database, allModels)).immediate();
  return database;
}

function migrate(database: Sqlite): void {
  const current = Number(database.pragma('user_version', { simple: true }));
  if (current > migrations.length) {
    throw new Error('This data was written by a newer version of Holdfast. Install that version to open it.');
  }
  for (const [index, sql] of migrations.slice(current).entries()) {
    database
      .transaction(() => {
        database.exec(sql);
        database.pragma(`user_version = ${current + index + 1}`);
      })
      .immediate();
  }
}
