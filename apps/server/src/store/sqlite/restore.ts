import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import type { Model } from '@holdfast/shared/entity/define-model.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import Database, { type Database as Connection } from 'better-sqlite3';
import { readStore, runNow, type WriteWork } from '../work.ts';
import { dataFile } from './data-file.ts';
import { holdFolderAlone } from './folder-lock.ts';
import { type DisabledSince, keepLockedOut } from './keep-locked-out.ts';
import { migrate } from './migrate.ts';
import { ensureModelTables } from './model-tables.ts';
import { createSqliteTransaction } from './sqlite-transaction.ts';
import { moveIntoPlace, syncFile } from './whole-file.ts';

export interface RestoreReport {
  /** Where the data is that was there before; nothing if there was none. */
  readonly setAside: string | undefined;
  /** The newest change that the backup holds. */
  readonly version: number;
  readonly epoch: string;
  /** People who were disabled since the backup: they must not come back with it. */
  readonly disabledSince: readonly DisabledSince[];
}

export interface RestoreOptions {
  readonly folder: string;
  readonly file: string;
  /** A new id, for the epoch of the data's new life (S19). */
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly models: readonly Model[];
  /** What is to be done in the restored data before it takes its place, in one transaction. */
  readonly mend: (restored: Pick<RestoreReport, 'version' | 'disabledSince'>) => WriteWork<void>;
}

const companions = ['-wal', '-shm'];

/**
 * Puts a backup in the place of the data, with a new epoch (S19). The present files are set aside,
 * never deleted, and only once the backup lies ready beside them. Passwords, the ends of sessions,
 * codes and tokens stay as they are now, so that nobody comes back in who was locked out since, and
 * so does the audit log.
 * @throws Error while a server uses the folder; HoldfastError INVALID_MESSAGE for a file that is no backup
 */
export function restore(options: RestoreOptions): RestoreReport {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const hold = holdFolderAlone(options.folder);
  try {
    return restoreAlone(options);
  } finally {
    hold.release();
  }
}

function restoreAlone(options: RestoreOptions): RestoreReport {
  const { folder, file, newId, now } = options;
  const present = dataFile(folder);
  const ready = `${present}.restore`;
  for (const ending of ['', ...companions]) rmSync(`${ready}${ending}`, { force: true });
  copyBackup(file, ready);
  const epoch = newId();
  const hasPresent = existsSync(present) && settle(present);
  const report = prepare(ready, epoch, hasPresent ? present : undefined, options);
  syncFile(ready);
  const setAside = existsSync(present) ? keepAside(present, now) : undefined;
  moveIntoPlace(ready, present);
  return { ...report, setAside, epoch };
}

function copyBackup(file: string, ready: string): void {
  if (!existsSync(file)) throw new HoldfastError('NOT_FOUND', `The backup ${file} cannot be read.`);
  copyFileSync(file, ready);
}

/** Brings the copy of the backup up to date and into its new life. */
function prepare(
  ready: string,
  epoch: string,
  present: string | undefined,
  { file, models, mend }: RestoreOptions,
): Pick<RestoreReport, 'version' | 'disabledSince'> {
  const db = openBackup(ready, file);
  try {
    migrate(db);
    ensureModelTables(db, models);
    // Wherever the backup's data went: from here on it serves here.
    db.prepare('UPDATE server_meta SET epoch = ?, moved_to = NULL, moving_until = NULL').run(epoch);
    const disabledSince = present === undefined ? [] : keepLockedOut(db, present);
    const transaction = createSqliteTransaction(db);
    const version = runNow(
      transaction,
      readStore((tx) => tx.version()),
    );
    const restored = { version, disabledSince };
    db.transaction(() => runNow(transaction, mend(restored))).immediate();
    db.pragma('journal_mode = DELETE');
    return restored;
  } finally {
    db.close();
  }
}

function openBackup(ready: string, file: string): Connection {
  const db = new Database(ready);
  try {
    const [line] = db.prepare<[], { integrity_check: string }>('PRAGMA integrity_check(1)').all();
    if (line?.integrity_check !== 'ok') throw new Error(line?.integrity_check);
    db.prepare('SELECT epoch, version FROM server_meta').get();
    return db;
  } catch (cause) {
    db.close();
    const message = `${file} is not a whole backup of a Holdfast server. Nothing was changed.`;
    throw new HoldfastError('INVALID_MESSAGE', message, { cause });
  }
}

/** Brings everything of the present data into its one file. Says whether it can be read. */
function settle(present: string): boolean {
  try {
    const db = new Database(present);
    try {
      db.pragma('wal_checkpoint(TRUNCATE)');
      return db.pragma('quick_check(1)', { simple: true }) === 'ok';
    } finally {
      db.close();
    }
  } catch {
    // Broken data is the reason to restore: it is set aside as it is.
    return false;
  }
}

/** Keeps the present files under another name; the data file also stays until the backup takes its place. */
function keepAside(present: string, now: number): string {
  const aside = `${present}.before-restore-${new Date(now).toISOString().replaceAll(':', '-')}`;
  for (const ending of companions) {
    if (existsSync(`${present}${ending}`)) renameSync(`${present}${ending}`, `${aside}${ending}`);
  }
  try {
    linkSync(present, aside);
  } catch {
    // Some file systems have no second names.
    copyFileSync(present, aside);
  }
  return aside;
}
