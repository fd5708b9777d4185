import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { z } from 'zod';
import { log } from './log.ts';

/** Reads a small file that the shell wrote itself. Nothing where there is none or it does not fit. */
export function readJsonFile<T>(file: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (!isMissing(error)) log(`Leaving ${file} aside: ${String(error)}`);
    return undefined;
  }
}

/**
 * Writes a small file whole: another process sees the old or the new one, also after a power cut. Readable
 * by its owner only. Says whether it worked: a full disk must not end the app for the sake of a window's place.
 */
export function writeJsonFile(file: string, value: unknown): boolean {
  const draft = `${file}.new`;
  try {
    writeThrough(draft, JSON.stringify(value));
    renameSync(draft, file);
    return true;
  } catch (error) {
    log(`${file} could not be written: ${String(error)}`);
    return false;
  }
}

function writeThrough(file: string, text: string): void {
  const handle = openSync(file, 'w', 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Removes a file. Where the disk does not let it, the log says so. */
export function removeFile(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch (error) {
    log(`${file} could not be removed: ${String(error)}`);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
