import type { PartWriter } from '../home/byte-home.ts';

/** Written at a time. So much is gathered while as much is being written: no upload holds more in memory. */
const GATHERED_BYTES = 1024 * 1024;

/** Writes what arrives in large parts, one at a time, while the next is gathered. */
export class WriteBehind {
  readonly #writer: PartWriter;
  #at: number;
  #gathered: Uint8Array[] = [];
  #bytes = 0;
  #writing: Promise<void> = Promise.resolve();

  /** @param at where the first byte belongs */
  constructor(writer: PartWriter, at: number) {
    this.#writer = writer;
    this.#at = at;
  }

  /** Takes bytes; resolves at once unless as much as it may hold is still being written. */
  async add(bytes: Uint8Array): Promise<void> {
    this.#gathered.push(bytes);
    this.#bytes += bytes.length;
    if (this.#bytes >= GATHERED_BYTES) await this.#begin();
  }

  /** Resolves when all is written. */
  async flush(): Promise<void> {
    await this.#begin();
    await this.#writing;
  }

  async #begin(): Promise<void> {
    await this.#writing;
    if (this.#bytes === 0) return;
    const [at, gathered] = [this.#at, this.#gathered];
    this.#at += this.#bytes;
    this.#gathered = [];
    this.#bytes = 0;
    this.#writing = this.#writer.write(at, gathered);
    // Whoever waits for it next is told that it failed.
    this.#writing.catch(() => {});
  }
}
