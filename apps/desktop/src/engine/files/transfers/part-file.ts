import type { FileHandle } from 'node:fs/promises';
import type { FileDisk } from '../file-disk.ts';
import type { PieceCheck } from './piece-check.ts';
import { readAhead } from './read-ahead.ts';

/** Bytes are gathered to so many before they are written. */
const GATHER_BYTES = 1024 * 1024;

/** What has arrived of a file, on the disk. Bytes are checked on their way to it; nothing that is wrong stays. */
export class PartFile {
  private readonly handle: FileHandle;
  private readonly check: PieceCheck;
  /** What arrives is copied, so that what the line gave can go at once. The first gathers, the second is written. */
  private buffers: readonly [Buffer, Buffer];
  private gathered = 0;
  /** So many bytes are written, or on their way to the disk. */
  private written: number;
  private writing: Promise<unknown> = Promise.resolve();

  private constructor(handle: FileHandle, check: PieceCheck) {
    this.handle = handle;
    this.check = check;
    this.written = check.at;
    const room = Math.min(GATHER_BYTES, Math.max(1, check.size));
    this.buffers = [Buffer.allocUnsafe(room), Buffer.allocUnsafe(room)];
  }

  /** Opens a part where the check stands; where that is not known any more what lies there is checked anew, unless the signal ends that. */
  static async open(
    disk: FileDisk,
    path: string,
    check: PieceCheck,
    signal?: AbortSignal,
  ): Promise<PartFile> {
    // Made where it is not there; what it holds stays.
    await (await disk.open(path, 'a')).close();
    const handle = await disk.open(path, 'r+');
    try {
      const { size } = await handle.stat();
      if (check.at === 0 || size < check.at) await checkAnew(handle, check, size, signal);
      await handle.truncate(check.at);
      return new PartFile(handle, check);
    } catch (error) {
      // What was not looked at yet is not lost: the next one begins with the first byte.
      check.restart();
      await handle.close();
      throw error;
    }
  }

  /** Where the next bytes belong. */
  get at(): number {
    return this.check.at;
  }

  get isWhole(): boolean {
    return this.check.isWhole;
  }

  /** Takes bytes that arrived. False where they are not right: then it stands at the end of the last good piece. */
  async take(bytes: Uint8Array): Promise<boolean> {
    const isRight = this.check.take(bytes);
    await this.gather(bytes);
    if (!isRight) await this.goBack();
    return isRight;
  }

  /** Begins at the first byte again. */
  async restart(): Promise<void> {
    this.check.restart();
    await this.goBack();
  }

  /** Writes what was gathered, as far as the disk lets it. The check then stands where the file ends. */
  async close(): Promise<void> {
    try {
      await this.write();
      await this.writing;
    } catch (error) {
      // What the check knows is not on the disk: the next one reads what is.
      this.check.restart();
      throw error;
    } finally {
      await this.handle.close();
    }
  }

  /** What was gathered may begin with bytes that are right. */
  private async goBack(): Promise<void> {
    await this.write();
    await this.writing;
    this.check.back();
    this.written = this.check.at;
    await this.handle.truncate(this.written);
  }

  private async gather(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0; ) {
      const [filling] = this.buffers;
      const fitting = rest.subarray(0, filling.length - this.gathered);
      filling.set(fitting, this.gathered);
      this.gathered += fitting.length;
      rest = rest.subarray(fitting.length);
      if (this.gathered === filling.length) await this.write();
    }
  }

  /** One write is under way while the next is gathered. */
  private async write(): Promise<void> {
    await this.writing;
    const [full, free] = this.buffers;
    this.writing = writeAll(this.handle, full.subarray(0, this.gathered), this.written);
    // Whoever comes next is told; until then it is no error that nobody caught.
    this.writing.catch(() => {});
    this.written += this.gathered;
    this.gathered = 0;
    this.buffers = [free, full];
  }
}

/** Writes all of it, also where the system takes it in parts. */
async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += (await handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
}

async function checkAnew(
  handle: FileHandle,
  check: PieceCheck,
  size: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  check.restart();
  for await (const bytes of readAhead(handle, 0, Math.min(size, check.size))) {
    signal?.throwIfAborted();
    if (check.take(bytes)) continue;
    check.back();
    return;
  }
}
