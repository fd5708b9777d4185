import type { ByteSource } from './byte-source.ts';
import type { Looking } from './looking.ts';

const FRAME_MARK = 0xfd2fb528;

/** Frames to be passed over have sixteen marks. */
const SKIPPED_MARK = 0x184d2a50;

/** No block becomes larger. */
const BLOCK_BYTES = 128 * 1024;

/** More blocks than anybody makes. */
const MOST_BLOCKS = 2_000_000;

const RAW = 0;
const REPEATED = 1;
const RESERVED = 3;

/** How much zstd frames become at most, from the heads of their blocks. */
export async function zstdBytes(source: ByteSource, { most }: Looking): Promise<number> {
  const walk = new Walk(source, most);
  while (await walk.frame());
  return walk.bytes;
}

class Walk {
  bytes = 0;
  readonly #source: ByteSource;
  readonly #most: number;
  #at = 0;
  #blocks = 0;

  constructor(source: ByteSource, most: number) {
    this.#source = source;
    this.#most = most;
  }

  /** Walks over a frame. Whether another one may follow. */
  async frame(): Promise<boolean> {
    const head = await this.#source.read(this.#at, this.#at + 8);
    if (head.length < 8) return false;
    const mark = head.readUInt32LE(0);
    this.#blocks += 1;
    if ((mark & 0xfffffff0) >>> 0 === SKIPPED_MARK) {
      this.#at += 8 + head.readUInt32LE(4);
      return this.#goesOn();
    }
    if (mark !== FRAME_MARK) return false;
    const describes = head.readUInt8(4);
    this.#at += headBytes(describes);
    while (await this.#block());
    this.#at += (describes & 0x04) === 0 ? 0 : 4;
    return this.#goesOn();
  }

  /** Walks over a block. Whether another one follows in its frame. */
  async #block(): Promise<boolean> {
    const head = await this.#source.read(this.#at, this.#at + 3);
    if (head.length < 3) return false;
    const number = head.readUIntLE(0, 3);
    const kind = (number >> 1) & 3;
    const size = number >> 3;
    this.#blocks += 1;
    this.bytes += kind === RAW || kind === REPEATED ? size : BLOCK_BYTES;
    this.#at += 3 + (kind === REPEATED ? 1 : size);
    const isLast = (number & 1) === 1 || kind === RESERVED;
    return !isLast && this.#goesOn();
  }

  #goesOn(): boolean {
    if (this.#blocks > MOST_BLOCKS) this.bytes = Infinity;
    return this.bytes <= this.#most;
  }
}

/** The size of a frame's head, from what its first byte behind the mark says of it. */
function headBytes(describes: number): number {
  const isSingle = (describes & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][describes & 3] ?? 0;
  const contentSize = [isSingle ? 1 : 0, 2, 4, 8][describes >> 6] ?? 0;
  return 5 + (isSingle ? 0 : 1) + dictionary + contentSize;
}
