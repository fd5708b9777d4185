import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import Database, { type Database as Connection } from 'better-sqlite3';
import { dataFile } from './data-file.ts';
import { holdFolderAlone } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import { moveIntoPlace, syncFile } from './whole-file.ts';

export interface RestoreReport {
  /** Where the data is that was there before; nothing if there was none. */
  readonly setAside: string | undefined;
  /** The newest change that the backup holds. */
  readonly version: number;
  readonly epoch: string;
  /** People who were disabled since the backup: they must not come back with it. */
  readonly disabledSince: readonly string[];
}

export interface RestoreOptions {
  readonly folder: string;
  readonly file: string;
  /** A new id, for the epoch of the data's new life (S19). */
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const companions = ['-wal', '-shm'];

/**
 * Puts a backup in the place of the data, with a new epoch (S19). The present files are set aside,
 * never deleted, and only once the backup lies ready beside them. Passwords and the ends of sessions
 * stay as they are now, so that nobody comes back in who was locked out since.
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

function restoreAlone({ folder, file, newId, now }: RestoreOptions): RestoreReport {
  const present = dataFile(folder);
  const ready = `${present}.restore`;
  for (const ending of ['', ...companions]) rmSync(`${ready}${ending}`, { force: true });
  copyBackup(file, ready);
  const epoch = newId();
  const hasPresent = existsSync(present) && settle(present);
  const report = prepare(ready, file, epoch, hasPresent ? present : undefined);
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
  file: string,
  epoch: string,
  present: string | undefined,
): Pick<RestoreReport, 'version' | 'disabledSince'> {
  const db = openBackup(ready, file);
  try {
    migrate(db);
    db.prepare('UPDATE server_meta SET epoch = ?').run(epoch);
    const disabledSince = present === undefined ? [] : keepLockedOut(db, present);
    const version =
      db.prepare<[], { version: number }>('SELECT version FROM server_meta').get()?.version ?? 0;
    db.pragma('journal_mode = DELETE');
    return { version, disabledSince };
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

/** Takes over passwords and sessions as they are now. Gives the people who were disabled since. */
function keepLockedOut(db: Connection, present: string): string[] {
  db.prepare('ATTACH ? AS present').run(present);
  try {
    db.exec(
      'INSERT OR REPLACE INTO main.auth_password (user_id, hash) SELECT user_id, hash FROM present.auth_password',
    );
    const columns =
      'id, user_id, device, token_hash, previous_hash, created_at, used_at, expires_at, revoked_at, attempt_hash, wipe_asked_at, wiped_at';
    db.exec(
      `INSERT OR REPLACE INTO main.auth_device (${columns}) SELECT ${columns} FROM present.auth_device`,
    );
    return db
      .prepare<[], { email: string }>(
        `SELECT json_extract(restored.data, '$.email') AS email
          FROM main.user AS restored JOIN present.user AS now USING (id)
          WHERE json_extract(now.data, '$.disabled') AND NOT json_extract(restored.data, '$.disabled')`,
      )
      .all()
      .map(({ email }) => email);
  } finally {
    db.exec('DETACH present');
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
