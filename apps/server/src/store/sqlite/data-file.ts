import { join } from 'node:path';

/** The file that holds all data of a server with embedded storage. */
export function dataFile(folder: string): string {
  return join(folder, 'holdfast.sqlite');
}
