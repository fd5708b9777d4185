import path from 'node:path';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { DiskFault, diskFaultOf } from '../store/disk-fault.ts';
import type { ContentStore } from './content-store.ts';
import { codeOf, type FileDisk } from './file-disk.ts';
import type { FileFolder } from './file-folder.ts';

const READ_ONLY = 0o400;
const USUAL = 0o666;
const OWN_FOLDER = 0o700;

/**
 * Makes a copy of a content for another app, under its own name in a folder of its own. It is read-only, so that an
 * editor says so instead of saving what nobody would ever see. Gives its path.
 */
export async function copyToOpen(
  { store, folder, newId }: { store: ContentStore; folder: FileFolder; newId: () => string },
  hash: string,
  name: string,
): Promise<string> {
  const { disk } = folder;
  await folder.prepare();
  const place = folder.openedPlace(hash, newId());
  const copy = path.join(place, name);
  await disk.mkdir(place, { mode: OWN_FOLDER });
  await orRemove(disk, place, () => writeCopy(disk, store, hash, copy, READ_ONLY));
  return copy;
}

/** Saves a copy where the person said, whole or not at all: what stood there before stays until then. */
export async function copyToSave(
  { store, disk, newId }: { store: ContentStore; disk: FileDisk; newId: () => string },
  hash: string,
  place: string,
): Promise<void> {
  const part = path.join(path.dirname(place), `.${newId()}.part`);
  try {
    await orRemove(disk, part, async () => {
      await writeCopy(disk, store, hash, part, USUAL);
      await disk.rename(part, place);
    });
  } catch (error) {
    throw inWords(error);
  }
}

async function orRemove(disk: FileDisk, place: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await disk.rm(place, { recursive: true, force: true });
    throw error;
  }
}

async function writeCopy(
  disk: FileDisk,
  store: ContentStore,
  hash: string,
  place: string,
  mode: number,
): Promise<void> {
  const handle = await disk.open(place, 'wx', mode);
  try {
    await store.copy(hash, (chunk) => handle.appendFile(chunk));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A page never learns where files are saved. */
function inWords(error: unknown): unknown {
  if (error instanceof HoldfastError) return error;
  if (diskFaultOf(error) === 'full') return new DiskFault('full', '', { cause: error });
  if (codeOf(error) === '') return error;
  return new HoldfastError('UNKNOWN_ERROR', 'The file could not be saved there. Choose another place.', {
    cause: error,
  });
}
