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
  private gathered: Uint8Array[] = [];
  private gatheredBytes = 0;
  /** So many bytes are written, or on their way to the disk. */
  private written: number;
  private writing: Promise<unknown> = Promise.resolve();

  private constructor(handle: FileHandle, check: PieceCheck) {
    this.handle = handle;
    this.check = check;
    this.written = check.at;
  }

  /** Opens a part where the check stands; where that is not known any more what lies there is checked anew. */
  static async open(disk: FileDisk, path: string, check: PieceCheck): Promise<PartFile> {
    // Made where it is not there; what it holds stays.
    await (await disk.open(path, 'a')).close();
    const handle = await disk.open(path, 'r+');
    try {
      const { size } = await handle.stat();
      if (check.at === 0 || size < check.at) await checkAnew(handle, check, size);
      await handle.truncate(check.at);
      return new PartFile(handle, check);
    } catch (error) {
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
    this.gathered.push(bytes);
    this.gatheredBytes += bytes.length;
    if (!isRight) await this.goBack();
    else if (this.gatheredBytes >= GATHER_BYTES) await this.write();
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

  /** One write is under way while the next is gathered. */
  private async write(): Promise<void> {
    await this.writing;
    if (this.gatheredBytes === 0) return;
    const bytes = this.gathered;
    const position = this.written;
    this.written += this.gatheredBytes;
    this.gathered = [];
    this.gatheredBytes = 0;
    this.writing = writeAll(this.handle, bytes, position);
    // Whoever comes next is told; until then it is no error that nobody caught.
    this.writing.catch(() => {});
  }
}

/** Writes all of it, also where the system takes it in parts. */
async function writeAll(handle: FileHandle, parts: readonly Uint8Array[], position: number): Promise<void> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const { bytesWritten } = await handle.writev(parts, position);
  if (bytesWritten === length) return;
  const bytes = Buffer.concat(parts);
  for (let done = bytesWritten; done < length; )
    done += (await handle.write(bytes, done, length - done, position + done)).bytesWritten;
}

async function checkAnew(handle: FileHandle, check: PieceCheck, size: number): Promise<void> {
  check.restart();
  for await (const bytes of readAhead(handle, 0, Math.min(size, check.size))) {
    if (check.take(bytes)) continue;
    check.back();
    return;
  }
}
