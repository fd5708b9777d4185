import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type ContentsReport, exportContents } from '../export/export-contents.ts';
import type { Content } from '../export/named-contents.ts';
import { fileHome } from '../files/home/file-home.ts';
import { isHash } from '../files/home/folder-places.ts';
import { storedContents } from '../files/stored-contents.ts';
import { importContents } from '../import/import-contents.ts';
import type { Outside } from '../sync/outside.ts';
import type { OpenData } from './open-data.ts';

/** Where the contents of files lie beside a backup: all backups in a folder share it, so that each adds only what is new. */
export function filesBeside(file: string, chosen: string | undefined): string {
  return resolve(chosen ?? join(dirname(file), 'holdfast-files'));
}

/**
 * Writes the contents of all files that rows name beside a backup that was taken just before. What came since
 * does no harm, and what is there already is not written again.
 */
export async function backUpFiles(
  { store }: Pick<OpenData, 'store'>,
  dataFolder: string,
  folder: string,
): Promise<ContentsReport> {
  const contents: Content[] = [];
  for await (const content of storedContents(store)) contents.push(content);
  if (contents.length === 0) return { files: 0, missing: 0 };
  return exportContents(fileHome(dataFolder), contents, folder);
}

/** Brings in all contents that lie beside a backup, before rows come that name them. Gives how many are here then. */
export async function bringBackFiles(
  folder: string,
  dataFolder: string,
  outside: Pick<Outside, 'now' | 'newId'>,
): Promise<number> {
  if (!existsSync(folder)) return 0;
  const contents: Content[] = [];
  for (const hash of (await readdir(folder)).filter(isHash)) {
    contents.push({ hash, size: (await stat(join(folder, hash))).size });
  }
  const here = await importContents({ home: fileHome(dataFolder), folder, outside }, contents);
  return here.size;
}

/** How many files rows name whose bytes are not here. */
export async function countMissing({ store }: Pick<OpenData, 'store'>, dataFolder: string): Promise<number> {
  const home = fileHome(dataFolder);
  let missing = 0;
  for await (const { hash, size } of storedContents(store)) {
    if ((await home.size(hash)) !== size) missing += 1;
  }
  return missing;
}
