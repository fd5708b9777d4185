import type { FileDisk } from './file-disk.ts';

/** So much of a file is in memory at a time, in bytes. */
const CHUNK_BYTES = 1024 * 1024;

/** The bytes of a file from one place to another, or to its end where that comes first. */
export async function readBytes(disk: FileDisk, path: string, from: number, to: number): Promise<Uint8Array> {
  const handle = await disk.open(path, 'r');
  try {
    const buffer = Buffer.alloc(Math.max(0, to - from));
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, from + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await handle.close();
  }
}

/** Gives a file chunk by chunk, each only until the next: never more than one is in memory. */
export async function eachChunk(
  disk: FileDisk,
  path: string,
  use: (chunk: Uint8Array) => unknown,
): Promise<void> {
  const handle = await disk.open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return;
      await use(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}
