import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { Turns } from '@holdfast/shared/turns.ts';
import { ContentHash } from './content-hash.ts';
import type { NewContent } from './content-store.ts';
import type { FileDisk } from './file-disk.ts';
import type { FileFolder } from './file-folder.ts';

type FileHandle = Awaited<ReturnType<FileDisk['open']>>;

/** A file that a window hands over part by part: written and hashed as it comes, in one pass. */
export class Handover {
  private readonly hash = new ContentHash();
  private readonly turns = new Turns(1);
  private isOver = false;

  private readonly folder: FileFolder;
  private readonly handle: FileHandle;
  private readonly part: string;
  private readonly size: number;

  private constructor(folder: FileFolder, handle: FileHandle, part: string, size: number) {
    this.folder = folder;
    this.handle = handle;
    this.part = part;
    this.size = size;
  }

  /** `size`: how many bytes there will be. Throws a DiskFault where there is no room for so many. */
  static async begin(folder: FileFolder, id: string, size: number): Promise<Handover> {
    await folder.requireRoom(size);
    const part = folder.handedPart(id);
    return new Handover(folder, await folder.disk.open(part, 'wx'), part, size);
  }

  /** Writes the next bytes behind those before. Throws a DiskFault where there is no room; then it is to be cancelled. */
  add(bytes: Uint8Array): Promise<void> {
    return this.turns.run(async () => {
      this.requireOpen();
      if (this.hash.bytes + bytes.length > this.size)
        throw new HoldfastError('INVALID_MESSAGE', 'More bytes came than the file was said to have.');
      await this.folder.requireRoom(bytes.length);
      await this.write(bytes);
      this.hash.update(bytes);
    });
  }

  /** All bytes are there: closes the part, and says what it is called. Its file is the caller's now. */
  end(): Promise<NewContent> {
    return this.turns.run(async () => {
      this.requireOpen();
      if (this.hash.bytes !== this.size)
        throw new HoldfastError(
          'INVALID_MESSAGE',
          'The file ended before all its bytes had come. Attach it again.',
        );
      await this.close();
      return { ...this.hash.end(), part: this.part };
    });
  }

  /** Forgets what there is of it. */
  cancel(): Promise<void> {
    return this.turns.run(async () => {
      await this.close();
      await this.folder.disk.rm(this.part, { force: true });
    });
  }

  private async write(bytes: Uint8Array): Promise<void> {
    let written = 0;
    while (written < bytes.length)
      written += (await this.handle.write(bytes, written, bytes.length - written)).bytesWritten;
  }

  private async close(): Promise<void> {
    if (this.isOver) return;
    this.isOver = true;
    await this.handle.close();
  }

  private requireOpen(): void {
    if (this.isOver) throw notHandedOver();
  }
}

export function notHandedOver(): HoldfastError {
  return new HoldfastError('NOT_FOUND', 'This file is not being handed over any more. Attach it again.');
}
