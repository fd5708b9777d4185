import { join } from 'node:path';
import type { ByteHome } from './byte-home.ts';
import { FolderHome } from './folder-home.ts';

/** Where the files of a data folder lie. */
export function filesFolder(dataFolder: string): string {
  return join(dataFolder, 'files');
}

/** The home of the files of a data folder. */
export function fileHome(dataFolder: string): ByteHome {
  return new FolderHome(filesFolder(dataFolder));
}
