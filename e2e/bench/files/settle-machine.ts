import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

const PART = Buffer.alloc(1024 * 1024);

/**
 * Gives each copy that is measured the same start. What was written before is on the disk; and as much memory as its
 * file takes was in use a moment ago: a virtual machine that has to fetch it from its host first takes seconds
 * for a gigabyte, whoever writes it.
 */
export function settleMachine(folder: string, bytes: number): void {
  const file = path.join(folder, 'settle');
  const target = openSync(file, 'w');
  for (let left = bytes; left > 0; left -= PART.length) writeSync(target, PART);
  closeSync(target);
  if (process.platform !== 'win32') execFileSync('sync');
  rmSync(file);
}
