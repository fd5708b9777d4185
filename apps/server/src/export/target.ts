import { existsSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Writable } from 'node:stream';
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
 * Opens a file, or `out` for `-`, and writes to it. The file is there whole or not at
 * all, and for its owner alone.
 * @throws HoldfastError CONFLICT where the file exists
 */
export async function withTarget<T>(
  file: string,
  out: Writable,
  use: (target: Target) => Promise<T>,
): Promise<T> {
  if (isStandardOutput(file)) return use(targetOn(out));
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

function targetOn(out: Writable): Target {
  // The write that fails rejects; without a listener the stream would end the process besides.
  out.on('error', () => {});
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        out.write(text, (error) => (error ? reject(error) : resolve()));
      }),
  };
}
