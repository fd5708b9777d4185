import type { Readable } from 'node:stream';
import { ByteSource } from './byte-source.ts';

/** How an archive, and what is in it, is being looked at. */
export interface Looking {
  /** In how many archives it lies. */
  readonly depth: number;
  /** What becomes larger, in bytes, need not be looked at further. */
  readonly most: number;
  /** What may still be unpacked to look for archives in archives, in bytes. */
  readonly budget: { bytes: number };
  /** How much an archive becomes with the archives in it, in bytes; nothing for what is none. */
  readonly unpacked: (source: ByteSource, looking: Looking) => Promise<number>;
}

/** An archive in an archive is looked into up to this size; it has to be kept in memory for that. */
const MOST_KEPT_BYTES = 32 * 1024 * 1024;

/** What came out of a packed stream. */
export interface Content {
  readonly bytes: number;
  /** It, as far as it was kept: all of it, or nothing where it is too large. */
  readonly kept: Buffer | undefined;
}

/** Counts what comes out of a stream, up to a number of bytes. What is broken ends where it breaks. */
export async function readContent(stream: Readable, most: number): Promise<Content> {
  let bytes = 0;
  const parts: Buffer[] = [];
  try {
    for await (const part of stream as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes <= MOST_KEPT_BYTES) parts.push(part);
      else parts.length = 0;
      if (bytes > most) break;
    }
  } catch {
    // A packed stream that breaks off gives no more to whoever unpacks it either.
  }
  return { bytes, kept: bytes > MOST_KEPT_BYTES ? undefined : Buffer.concat(parts) };
}

/** How much the archive becomes that came out of another one. */
export async function lookInto({ kept }: Content, looking: Looking): Promise<number> {
  if (kept === undefined) return 0;
  return looking.unpacked(ByteSource.of(kept), { ...looking, depth: looking.depth + 1 });
}
