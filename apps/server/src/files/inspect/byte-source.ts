/** Reads bytes from one place up to another one. Beyond the end there are none. */
export type ReadBytes = (from: number, to: number) => Promise<Uint8Array>;

/** Read at a time by what goes through all of a file. */
const STEP_BYTES = 1024 * 1024;

/** Kept of what was read last, for what goes through a file in small steps. */
const WINDOW_BYTES = 64 * 1024;

/** Bytes that can be read where they lie. */
export class ByteSource {
  readonly size: number;
  readonly #read: ReadBytes;
  #window: Buffer = Buffer.alloc(0);
  #windowAt = 0;
  #failure: unknown;

  constructor(read: ReadBytes, size: number) {
    this.#read = read;
    this.size = size;
  }

  static of(bytes: Uint8Array): ByteSource {
    return new ByteSource(async (from, to) => bytes.subarray(from, to), bytes.length);
  }

  /** A part of it, as if there were nothing else. */
  part(from: number, to: number): ByteSource {
    return new ByteSource((start, end) => this.#readBytes(from + start, from + end), Math.max(0, to - from));
  }

  /** The bytes of a part, fewer where the file ends before it does. */
  async read(from: number, to: number): Promise<Buffer> {
    const end = Math.min(to, this.size);
    if (from < 0 || from >= end) return Buffer.alloc(0);
    if (!this.#holds(from, end)) {
      if (end - from >= WINDOW_BYTES) return this.#readBytes(from, end);
      this.#window = await this.#readBytes(from, Math.min(from + WINDOW_BYTES, this.size));
      this.#windowAt = from;
    }
    return this.#window.subarray(from - this.#windowAt, end - this.#windowAt);
  }

  /** All bytes of a part, in steps. */
  async *parts(from = 0, to = this.size): AsyncGenerator<Buffer> {
    for (let at = from; at < to; at += STEP_BYTES) {
      yield await this.#readBytes(at, Math.min(at + STEP_BYTES, to, this.size));
    }
  }

  /** Throws what a read threw: what goes through the bytes may have taken it for a fault of theirs. */
  rethrow(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  async #readBytes(from: number, to: number): Promise<Buffer> {
    try {
      const { buffer, byteOffset, byteLength } = await this.#read(from, to);
      return Buffer.from(buffer, byteOffset, byteLength);
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }

  #holds(from: number, to: number): boolean {
    return from >= this.#windowAt && to <= this.#windowAt + this.#window.length;
  }
}
