import type { FileHandle } from 'node:fs/promises';

const READ_BYTES = 1024 * 1024;

/**
 * The bytes of an open file from `from` up to, not including, `to`; while one part is used the next is read. The
 * memory of a part is used again once the next was asked for: it never takes more than two parts.
 * @throws where the file ends before
 */
export async function* readAhead(handle: FileHandle, from: number, to: number): AsyncGenerator<Uint8Array> {
  if (from >= to) return;
  const room = Math.min(READ_BYTES, to - from);
  let buffers = [Buffer.allocUnsafe(room), Buffer.allocUnsafe(room)] as const;
  let coming = read(handle, buffers[0], from, to);
  for (let at = from; at < to; ) {
    const bytes = buffers[0].subarray(0, await coming);
    if (bytes.length === 0) throw new Error('The file is shorter than it was.');
    at += bytes.length;
    buffers = [buffers[1], buffers[0]];
    if (at < to) coming = read(handle, buffers[0], at, to);
    yield bytes;
  }
}

async function readPart(handle: FileHandle, buffer: Buffer, at: number, to: number): Promise<number> {
  return (await handle.read(buffer, 0, Math.min(buffer.length, to - at), at)).bytesRead;
}

function read(handle: FileHandle, buffer: Buffer, at: number, to: number): Promise<number> {
  const coming = readPart(handle, buffer, at, to);
  // It may be that nobody asks for it any more.
  coming.catch(() => {});
  return coming;
}
