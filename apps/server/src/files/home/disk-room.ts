import { homeFailed } from './byte-home.ts';
import { type FolderDisk, fromDisk } from './folder-disk.ts';

/** What files leave of a disk, so that the database beside them can still be written to; of small disks a tenth. */
const RESERVE_BYTES = 256 * 1024 * 1024;
const RESERVE_SHARE = 0.1;

/**
 * Refuses to take more bytes where a disk is nearly full.
 * @throws SERVER_BUSY (`storage`)
 */
export async function requireRoom(disk: FolderDisk, folder: string): Promise<void> {
  const { bavail, blocks, bsize } = await fromDisk(disk.statfs(folder));
  const reserve = Math.min(RESERVE_BYTES, blocks * bsize * RESERVE_SHARE);
  if (bavail * bsize < reserve) throw homeFailed(new Error('The disk of the files is nearly full.'));
}
