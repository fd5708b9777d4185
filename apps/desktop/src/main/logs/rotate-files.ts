import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * Puts a full file aside as the newest of its older ones (`a.log` becomes `a.1.log`, that `a.2.log` and so on), so that
 * `kept` files are there in all; the oldest goes. Throws where the disk does not let it.
 */
export function rotateFiles(file: string, kept: number): void {
  const { dir, name, ext } = path.parse(file);
  const older = (age: number) => (age === 0 ? file : path.join(dir, `${name}.${age}${ext}`));
  rmSync(older(kept - 1), { force: true });
  for (let age = kept - 2; age >= 0; age -= 1) {
    if (existsSync(older(age))) renameSync(older(age), older(age + 1));
  }
}
