import { statSync } from 'node:fs';
import { join } from 'node:path';

/** The file that holds all data of a server with embedded storage. */
export function dataFile(folder: string): string {
  return join(folder, 'holdfast.sqlite');
}

/** How much of the disk the data takes, with what is not yet merged into its file. In bytes. */
export function dataBytes(folder: string): number {
  const file = dataFile(folder);
  return [file, `${file}-wal`].reduce(
    (sum, part) => sum + (statSync(part, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
