import { z } from 'zod';
import type { Bus } from '../../cluster/cluster.ts';
import { InOrder } from '../../limits/in-order.ts';
import type { ByteHome } from '../home/byte-home.ts';

const CHANGED = 'files-bytes';
const changedSchema = z.object({ number: z.number(), bytes: z.number(), files: z.number() });

/**
 * What whole files take in the home, each content once: counted now and then, and in between by what came and went,
 * here and in other processes.
 */
export class Totals {
  readonly #bus: Bus;
  readonly #order = new InOrder();
  #bytes = 0;
  #files = 0;

  constructor(bus: Bus) {
    this.#bus = bus;
    bus.on(CHANGED, changedSchema, ({ number, bytes, files }, from) => {
      if (this.#order.isNew(from, number)) this.#change(bytes, files);
    });
  }

  get bytes(): number {
    return this.#bytes;
  }

  get files(): number {
    return this.#files;
  }

  /** Counts all that lies there. */
  async count(home: Pick<ByteHome, 'wholes'>): Promise<void> {
    let [bytes, files] = [0, 0];
    for await (const { size } of home.wholes()) {
      bytes += size;
      files += 1;
    }
    this.#bytes = bytes;
    this.#files = files;
  }

  /** Files came or went here. */
  add(bytes: number, files: number): void {
    this.#change(bytes, files);
    this.#bus.tell(CHANGED, { number: this.#order.next(), bytes, files });
  }

  #change(bytes: number, files: number): void {
    this.#bytes += bytes;
    this.#files += files;
  }
}
