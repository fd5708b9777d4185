import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Sqlite } from './sqlite.ts';

/**
 * The files that may stand beside the account's: `.before-<version>`, the copy from before a
 * migration (S24); `.broken-<time>`, set aside and not saved from yet; `.kept-<time>`, from which
 * not everything could be saved (S25). All of them hold what the account held.
 */

/** Copies the file as it stands, whole or not at all, before a migration changes it (S24). */
export function copyBefore(database: Sqlite, file: string, version: number): void {
  const copy = `${file}.before-${version}`;
  rmSync(`${copy}.new`, { force: true });
  database.prepare('VACUUM INTO ?').run(`${copy}.new`);
  renameSync(`${copy}.new`, copy);
}

/** Forgets the copies of migrations: the new version has started well (S23, S24). */
export function removeMigrationCopies(file: string): void {
  removeBeside(file, 'before');
}

/** Removes every copy, because what they hold must leave this disk (S23). */
export function removeAllCopies(file: string): void {
  for (const kind of ['before', 'broken', 'kept']) removeBeside(file, kind);
}

/** Puts a broken file out of the way, with its log, which belongs to it (S25). It must be closed. */
export function setAside(file: string, now: number): void {
  const aside = `${file}.broken-${now}`;
  if (existsSync(file)) renameSync(file, aside);
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${aside}-wal`);
  rmSync(`${file}-shm`, { force: true });
}

/** The broken files from which nothing was saved yet, oldest first, also after being killed between two steps. */
export function findSetAside(file: string): string[] {
  const aside = beside(file, 'broken').filter((found) => /\.broken-\d+$/.test(found));
  const last = aside.at(-1);
  const strayLog = `${file}-wal`;
  if (last !== undefined && !existsSync(file) && existsSync(strayLog)) renameSync(strayLog, `${last}-wal`);
  return aside;
}

/** Ends what was set aside: gone where all of it was saved, otherwise kept, and not saved from again. */
export function endSetAside(aside: string, complete: boolean): void {
  for (const end of ['', '-wal', '-shm']) {
    const file = `${aside}${end}`;
    if (complete || end === '-shm') rmSync(file, { force: true });
    else if (existsSync(file)) renameSync(file, file.replace('.broken-', '.kept-'));
  }
}

function removeBeside(file: string, kind: string): void {
  for (const found of beside(file, kind)) rmSync(found, { force: true });
}

function beside(file: string, kind: string): string[] {
  const folder = path.dirname(file);
  if (!existsSync(folder)) return [];
  const start = `${path.basename(file)}.${kind}-`;
  return readdirSync(folder)
    .filter((name) => name.startsWith(start))
    .sort()
    .map((name) => path.join(folder, name));
}
