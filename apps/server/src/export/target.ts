import { existsSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { moveIntoPlace, syncFile } from '../store/sqlite/whole-file.ts';

/** Where an export is written. A write resolves when more may be written. */
export interface Target {
  write(text: string): Promise<void>;
}

/** Whether an export goes to standard output. */
export function isStandardOutput(file: string): boolean {
  return file === '-';
}

/**
 * Opens a file, or standard output for `-`, and writes to it. The file is there whole or not at
 * all, and for its owner alone.
 * @throws HoldfastError CONFLICT where the file exists
 */
export async function withTarget<T>(file: string, use: (target: Target) => Promise<T>): Promise<T> {
  if (isStandardOutput(file)) return use(standardOutput());
  if (existsSync(file)) {
    throw new HoldfastError('CONFLICT', `${file} exists already. Choose another name; nothing was written.`);
  }
  const part = `${file}.part`;
  try {
    const result = await withFile(part, use);
    syncFile(part);
    moveIntoPlace(part, file);
    return result;
  } finally {
    rmSync(part, { force: true });
  }
}

async function withFile<T>(file: string, use: (target: Target) => Promise<T>): Promise<T> {
  const handle = await open(file, 'w', 0o600).catch((cause: unknown) => {
    throw new HoldfastError('NOT_FOUND', `${file} cannot be written: does its folder exist?`, { cause });
  });
  try {
    return await use({ write: (text) => handle.appendFile(text) });
  } finally {
    await handle.close();
  }
}

function standardOutput(): Target {
  // The write that fails rejects; without a listener the stream would end the process besides.
  process.stdout.on('error', () => {});
  return { write: writeOut };
}

function writeOut(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
