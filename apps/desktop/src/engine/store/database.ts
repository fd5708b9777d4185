import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { allModels } from '@holdfast/shared/registry.ts';
import { DiskFault } from './disk-fault.ts';
import { copyBefore } from './file-copies.ts';
import { migrations } from './migrations.ts';
import { bringToShape } from './model-shape.ts';
import { adoptRawRows } from './raw-rows.ts';
import type { Sqlite } from './sqlite.ts';
import { Statements } from './statements.ts';

/** A larger file is not read whole at each start: only what exists nowhere else is checked, in bytes. */
const CHECKED_WHOLE = 128 * 1024 * 1024;
/** What the server does not have: everything else can be fetched again. */
const irreplaceable = ['meta', 'outbox', 'refused', 'confirmed', 'draft_file'];

/**
 * Opens the account's file, or makes it, and brings it to the current shape (S20, S24). Waits for
 * the disk at each commit, so that what was confirmed survives a power cut, and holds the file for
 * itself. Throws a DiskFault, or what SQLite throws; nothing is open then.
 */
export function openDatabase(file: string, openFile: (file: string) => Sqlite): Sqlite {
  mkdirSync(path.dirname(file), { recursive: true });
  requireWritable(file);
  const database = openFile(file);
  try {
    prepare(database, file);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** SQLite would open it all the same and fail at something that says less. */
function requireWritable(file: string): void {
  accessSync(path.dirname(file), constants.W_OK);
  if (existsSync(file)) accessSync(file, constants.W_OK);
}

function prepare(database: Sqlite, file: string): void {
  // Two engines on one file would give the same sequence number twice: the second one is refused.
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // What a person may no longer see must not stay in free pages (S23).
  database.pragma('secure_delete = ON');
  database.pragma('cache_size = -16000');
  // In memory, so that no text gets into temporary files, and because it is faster.
  database.pragma('temp_store = MEMORY');
  // In pages of 4 KiB: large pages of a pull should not each end with a checkpoint.
  database.pragma('wal_autocheckpoint = 4000');
  checkSound(database, file);
  migrate(database, file);
  database
    .transaction(() => {
      bringToShape(database, allModels);
      adoptRawRows(new Statements(database));
    })
    .immediate();
  // An app that was killed after a purge left what was purged in the file and its log (S23).
  database.pragma('wal_checkpoint(TRUNCATE)');
}

function migrate(database: Sqlite, file: string): void {
  const current = Number(database.pragma('user_version', { simple: true }));
  if (current > migrations.length) throw new DiskFault('newer', path.dirname(file));
  if (current > 0 && current < migrations.length) copyBefore(database, file, current);
  for (const [index, sql] of migrations.slice(current).entries()) {
    database
      .transaction(() => {
        database.exec(sql);
        database.pragma(`user_version = ${current + index + 1}`);
      })
      .immediate();
  }
}

/** Finds a broken file before anything builds on it (S25). Full-text tables are left out: they are read whole otherwise. */
function checkSound(database: Sqlite, file: string): void {
  const whole = database.memory || statSync(file).size <= CHECKED_WHOLE;
  const tables = database
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name",
    )
    .all()
    .map((table) => table.name)
    .filter((name) => whole || irreplaceable.includes(name));
  for (const table of tables) {
    if (!isSound(database, table)) throw new DiskFault('broken', path.dirname(file));
  }
}

/** Whether a table and its indexes can be read and fit together. */
export function isSound(database: Sqlite, table: string): boolean {
  return database.pragma(`quick_check("${table}")`, { simple: true }) === 'ok';
}
