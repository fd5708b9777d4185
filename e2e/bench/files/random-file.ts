import { randomBytes } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

const PART = 1024 * 1024;

/** Writes a file of so many bytes that nobody can pack and that is like no other. */
export function writeRandomFile(file: string, bytes: number): void {
  const target = openSync(file, 'w');
  for (let left = bytes; left > 0; left -= PART) writeSync(target, randomBytes(Math.min(PART, left)));
  closeSync(target);
}
