import * as files from 'node:fs/promises';
import { homeFailed } from './byte-home.ts';

/** What a home in a folder asks of the disk, so that tests can have it fail. */
export interface FolderDisk extends Pick<typeof files, Used> {
  statfs(path: string): Promise<DiskRoom>;
}

type Used =
  | 'access'
  | 'mkdir'
  | 'open'
  | 'opendir'
  | 'readdir'
  | 'readFile'
  | 'rename'
  | 'rm'
  | 'stat'
  | 'truncate'
  | 'writeFile';

/** How many blocks of which size a disk has, and how many are free for us. */
export interface DiskRoom {
  readonly blocks: number;
  readonly bavail: number;
  /** In bytes. */
  readonly bsize: number;
}

export const realDisk: FolderDisk = files;

/** Whether an error says that nothing is there. */
export function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/**
 * What the disk answers.
 * @throws SERVER_BUSY (`storage`) where it fails
 */
export async function fromDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw homeFailed(error);
  }
}

/** The same; nothing where what it asks for is not there. */
export async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw homeFailed(error);
  }
}

/** Has the content of a file written to the disk for good. */
export async function syncFile(disk: FolderDisk, file: string): Promise<void> {
  await syncOpened(await disk.open(file, 'r+'));
}

/** Has the names in a folder written to the disk for good. Windows cannot open folders; there the file system keeps the order itself. */
export async function syncFolder(disk: FolderDisk, folder: string): Promise<void> {
  if (process.platform !== 'win32') await syncOpened(await disk.open(folder, 'r'));
}

async function syncOpened(handle: files.FileHandle): Promise<void> {
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
