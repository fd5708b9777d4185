import type { ByteSource } from './byte-source.ts';

/** What each block begins with, at any bit of a byte. */
const BLOCK_MARK = 0x314159265359n;

/** The five bytes in the middle of that mark, for each of the eight bits at which it can begin. */
const middles = Array.from({ length: 8 }, (_, bit) => {
  const placed = Buffer.alloc(8);
  placed.writeBigUInt64BE(BLOCK_MARK << BigInt(16 - bit));
  return placed.subarray(1, 6);
});

/** The unit in which the fourth byte of the file says how large a block is. */
const LEVEL_BYTES = 100_000;

/** Runs are packed before all else, 255 of one byte as five; so much a block hides where it holds nothing else. */
const RUN_RATIO = 51;

/** No text packs a block into less. */
const SMALLEST_BLOCK_BYTES = 4_500;

/**
 * How much a bzip2 stream becomes, as far as can be told without unpacking it: from the number of its blocks, and
 * from how little they are packed into.
 */
export async function bzip2Bytes(source: ByteSource): Promise<number> {
  const level = Number((await source.read(3, 4)).toString('latin1'));
  const blocks = await countBlocks(source);
  const bytes = blocks * (level || 9) * LEVEL_BYTES;
  return source.size / Math.max(1, blocks) < SMALLEST_BLOCK_BYTES ? bytes * RUN_RATIO : bytes;
}

async function countBlocks(source: ByteSource): Promise<number> {
  let count = 0;
  let last = Buffer.alloc(0);
  for await (const part of source.parts()) {
    const bytes = Buffer.concat([last, part]);
    for (const middle of middles) count += occurrences(bytes, middle);
    last = bytes.subarray(-4);
  }
  return count;
}

function occurrences(bytes: Buffer, wanted: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) count += 1;
  return count;
}
