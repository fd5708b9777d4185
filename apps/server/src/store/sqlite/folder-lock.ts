import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database, { type Database as Connection, SqliteError } from 'better-sqlite3';

/** A hold on a data folder. It ends with its process, however that ends. */
export interface FolderHold {
  release(): void;
}

/**
 * Uses a data folder together with other processes, as a server and the commands do.
 * @throws Error while somebody holds it alone, as a restore does
 */
export function shareFolder(folder: string): FolderHold {
  return hold(folder, 'BEGIN', 'A restore of this data folder is under way. Try again when it is done.');
}

/**
 * Uses a data folder alone.
 * @throws Error while anybody else uses it
 */
export function holdFolderAlone(folder: string): FolderHold {
  return hold(
    folder,
    'BEGIN EXCLUSIVE',
    'A server or another command is using this data folder. Stop it first.',
  );
}

/** Uses a file alone. Nothing while another process does. */
export function tryHoldFile(file: string): FolderHold | undefined {
  try {
    return lockFile(file, 'BEGIN EXCLUSIVE');
  } catch (error) {
    if (isBusy(error)) return undefined;
    throw error;
  }
}

function hold(folder: string, begin: string, refusal: string): FolderHold {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    return lockFile(join(folder, 'holdfast.lock'), begin);
  } catch (error) {
    throw isBusy(error) ? new Error(refusal, { cause: error }) : error;
  }
}

/** SQLite's lock on a file of its own: the system takes it back from a process that was killed. */
function lockFile(file: string, begin: string): FolderHold {
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.exec(begin);
    // A transaction takes its shared lock with its first read.
    lock.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    lock.close();
    throw error;
  }
  return { release: () => release(lock) };
}

function release(lock: Connection): void {
  if (lock.open) lock.close();
}

function isBusy(error: unknown): boolean {
  return error instanceof SqliteError && error.code.startsWith('SQLITE_BUSY');
}
