import { join } from 'node:path';
import type { ByteHome } from '../files/home/byte-home.ts';
import { FolderHome } from '../files/home/folder-home.ts';

/** Where a server on this data folder keeps the bytes of files. */
export function fileHomeIn(dataFolder: string): ByteHome {
  return new FolderHome(join(dataFolder, 'files'));
}
