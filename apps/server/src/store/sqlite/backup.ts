import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import Database from 'better-sqlite3';
import { dataFile } from './data-file.ts';
import { requireData } from './sqlite-snapshot.ts';
import { moveIntoPlace, syncFile } from './whole-file.ts';

export interface BackupReport {
  readonly file: string;
  readonly bytes: number;
  /** The newest change that it holds. */
  readonly version: number;
}

/**
 * Writes all data to one file, as it stands at one moment, also while a server writes. The file is
 * there whole or not at all.
 * @throws HoldfastError NOT_FOUND where there is no data yet, CONFLICT where the file exists
 */
export function backUp(folder: string, file: string): BackupReport {
  requireData(folder);
  if (existsSync(file)) {
    throw new HoldfastError('CONFLICT', `${file} exists already. Choose another name; nothing was written.`);
  }
  const part = `${file}.part`;
  rmSync(part, { force: true });
  // Password hashes lie in it: it is for its owner alone.
  writeFileSync(part, '', { mode: 0o600 });
  copyAtOneMoment(dataFile(folder), part);
  syncFile(part);
  moveIntoPlace(part, file);
  return { file, bytes: statSync(file).size, version: versionOf(file) };
}

function copyAtOneMoment(from: string, to: string): void {
  const db = new Database(from, { fileMustExist: true });
  try {
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
}

function versionOf(file: string): number {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare<[], { version: number }>('SELECT version FROM server_meta').get()?.version ?? 0;
  } finally {
    db.close();
  }
}
