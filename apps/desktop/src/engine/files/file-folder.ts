import path from 'node:path';
import { fileHashSchema } from '@holdfast/shared/model/attachment.ts';
import { DiskFault } from '../store/disk-fault.ts';
import { codeOf, type FileDisk } from './file-disk.ts';

/** Only its owner reads what is in there. */
const OWN_FOLDER = 0o700;

/** So much of the disk is left to everything else, but no more than a share of it: small disks are used too. */
const RESERVE_BYTES = 256 * 1024 * 1024;
const RESERVE_SHARE = 0.05;

/** How Windows says that another app has a file open. */
const IN_USE = ['EBUSY', 'EPERM', 'EACCES', 'ENOTEMPTY'];

/** Of a SHA-256 in hexadecimal. */
const HASH_LENGTH = 64;

/** Ends the names of what a window hands over; a download's part is named by its hash alone. */
const HANDED = '.new';

/**
 * The folder of an account's files: `ab/<hash>` whole contents, `parts/` what is on its way, `opened/` copies that
 * other apps have open. Nothing here knows rows; what stands under a hash was whole and right when it got there.
 */
export class FileFolder {
  readonly disk: FileDisk;
  private readonly folder: string;
  private prepared: Promise<void> | undefined;

  constructor(disk: FileDisk, folder: string) {
    this.disk = disk;
    this.folder = folder;
  }

  /** Where a whole content is. */
  pathOf(hash: string): string {
    return path.join(this.folder, hash.slice(0, 2), hash);
  }

  /** Where a content that is being fetched is put together. */
  partOf(hash: string): string {
    return path.join(this.parts, hash);
  }

  /** Where a content that is being handed over is put together. Its hash is known at its end. */
  handedPart(id: string): string {
    return path.join(this.parts, `${id}${HANDED}`);
  }

  private get opened(): string {
    return path.join(this.folder, 'opened');
  }

  private get parts(): string {
    return path.join(this.folder, 'parts');
  }

  /** Makes the folders, and removes what the last start left over. Done once; whoever puts something in there waits for it. */
  prepare(): Promise<void> {
    this.prepared ??= this.makeReady().catch((error: unknown) => {
      this.prepared = undefined;
      throw error;
    });
    return this.prepared;
  }

  /**
   * Throws a DiskFault where so many more bytes would take the last room of the disk: a file must never keep the
   * person from writing.
   */
  async requireRoom(bytes: number): Promise<void> {
    const { bavail, blocks, bsize } = await this.disk.statfs(this.parts);
    const reserve = Math.min(RESERVE_BYTES, blocks * bsize * RESERVE_SHARE);
    if (bavail * bsize - bytes < reserve) throw new DiskFault('full', this.folder);
  }

  /** Puts a part in its place as a whole content. It is there to stay when this settles, also through a power cut. */
  async keep(part: string, hash: string): Promise<void> {
    await this.sync(part, 'r+');
    const place = this.pathOf(hash);
    await this.makeFolder(path.dirname(place));
    await this.disk.rename(part, place);
    await this.syncFolder(path.dirname(place));
  }

  async remove(hash: string): Promise<void> {
    await this.disk.rm(this.pathOf(hash), { force: true });
  }

  /** In bytes; nothing where it is not there. */
  async sizeOf(hash: string): Promise<number | undefined> {
    try {
      return (await this.disk.stat(this.pathOf(hash))).size;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** The hashes of all contents in the folder. */
  async *contents(): AsyncIterable<string> {
    for (const folder of await this.list(this.folder)) {
      if (!/^[0-9a-f]{2}$/.test(folder)) continue;
      for (const name of await this.list(path.join(this.folder, folder)))
        if (fileHashSchema.safeParse(name).success && name.startsWith(folder)) yield name;
    }
  }

  /** The hashes of contents of which a part has been fetched. */
  async fetchedParts(): Promise<string[]> {
    return (await this.list(this.parts)).filter((name) => fileHashSchema.safeParse(name).success);
  }

  /** A new path for a copy for another app; the content's hash says later whose copy it was. */
  openedPlace(hash: string, id: string): string {
    return path.join(this.opened, `${hash}-${id}`);
  }

  /** Of which contents other apps were given copies. */
  async openedHashes(): Promise<ReadonlySet<string>> {
    return new Set((await this.list(this.opened)).map((name) => name.slice(0, HASH_LENGTH)));
  }

  /** Removes the copies of a content that other apps were given. */
  async removeOpenedOf(hash: string): Promise<void> {
    for (const name of await this.list(this.opened)) if (name.startsWith(hash)) await this.removeCopy(name);
  }

  /**
   * Left over are what was being handed over when the app ended, and the copies for other apps. Where one of those
   * has its copy open still and the system keeps it, the next start tries again.
   */
  private async makeReady(): Promise<void> {
    for (const folder of [this.folder, this.parts, this.opened]) await this.makeFolder(folder);
    for (const name of await this.list(this.parts))
      if (name.endsWith(HANDED)) await this.disk.rm(path.join(this.parts, name), { force: true });
    for (const name of await this.list(this.opened)) await this.removeCopy(name);
  }

  private async removeCopy(name: string): Promise<void> {
    try {
      await this.disk.rm(path.join(this.opened, name), { recursive: true, force: true });
    } catch (error) {
      if (!IN_USE.includes(codeOf(error))) throw error;
    }
  }

  private async list(folder: string): Promise<string[]> {
    try {
      return await this.disk.readdir(folder);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    }
  }

  /** Fails where the folder above it is not there: an account that was removed meanwhile is not made anew. */
  private async makeFolder(folder: string): Promise<void> {
    try {
      await this.disk.mkdir(folder, { mode: OWN_FOLDER });
      await this.syncFolder(path.dirname(folder));
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }

  private async syncFolder(folder: string): Promise<void> {
    // Windows has no such thing: a name is on the disk with its file there.
    if (process.platform !== 'win32') await this.sync(folder, 'r');
  }

  private async sync(place: string, flags: string): Promise<void> {
    const handle = await this.disk.open(place, flags);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
