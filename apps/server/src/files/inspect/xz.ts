import type { ByteSource } from './byte-source.ts';

/** A stream begins and ends with so much; its end says how long the index before it is. */
const ENDS_BYTES = 12;
const END_MARK = 'YZ';

/** Larger indexes and more streams than anybody makes. */
const MOST_INDEX_BYTES = 16 * 1024 * 1024;
const MOST_STREAMS = 10_000;

/** How much xz streams become by their indexes, which whoever unpacks them holds them to. */
export async function xzBytes(source: ByteSource): Promise<number> {
  let bytes = 0;
  let end = source.size;
  for (let streams = 0; end > 0; streams += 1) {
    if (streams > MOST_STREAMS) return Infinity;
    const found = await readStream(source, end);
    if (found === undefined) return bytes;
    bytes += found.bytes;
    end = found.start;
  }
  return bytes;
}

interface XzStream {
  /** Where it begins, or where the padding before it ends. */
  readonly start: number;
  readonly bytes: number;
}

async function readStream(source: ByteSource, end: number): Promise<XzStream | undefined> {
  const tail = await source.read(end - ENDS_BYTES, end);
  if (tail.length < ENDS_BYTES) return undefined;
  if (tail.readUInt32LE(8) === 0) return { start: end - 4, bytes: 0 };
  if (tail.toString('latin1', 10) !== END_MARK) return undefined;
  const indexBytes = (tail.readUInt32LE(4) + 1) * 4;
  if (indexBytes > MOST_INDEX_BYTES) return { start: 0, bytes: Infinity };
  const indexAt = end - ENDS_BYTES - indexBytes;
  const { packed, bytes } = sumIndex(await source.read(indexAt, end - ENDS_BYTES));
  return { start: indexAt - packed - ENDS_BYTES, bytes };
}

/** Adds the blocks of an index up: what they take in the file, each to a multiple of four, and what they become. */
function sumIndex(index: Buffer): { packed: number; bytes: number } {
  const numbers = readNumbers(index.subarray(1));
  const blocks = numbers.next().value ?? 0;
  let [packed, bytes] = [0, 0];
  for (let block = 0; block < blocks; block += 1) {
    const taken = numbers.next();
    const becomes = numbers.next();
    if (taken.done || becomes.done) break;
    packed += Math.ceil(taken.value / 4) * 4;
    bytes += becomes.value;
  }
  return { packed, bytes };
}

/** Numbers of seven bits a byte, the lowest first; the highest bit says that more follows. */
function* readNumbers(bytes: Buffer): Generator<number, undefined> {
  let [number, unit] = [0, 1];
  for (const byte of bytes) {
    number += (byte & 0x7f) * unit;
    unit *= 128;
    if (byte >= 0x80) continue;
    yield number;
    [number, unit] = [0, 1];
  }
  return undefined;
}
