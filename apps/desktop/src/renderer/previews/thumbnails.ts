import type { FileSource } from './file-source.ts';

/** So many are kept in memory, those used last: more than there are in sight, and a few megabytes. */
const MOST_KEPT = 200;

/** Makes a small picture of a file; nothing where none can be made. */
export type MakeThumbnail = (source: FileSource) => Promise<Blob | undefined>;

/** Small pictures by the content that they are of. One is made at a time, so that a long list costs little at once. */
export class Thumbnails {
  readonly #make: MakeThumbnail;
  /** Addresses; nothing for a content of which none can be made. Those used last stand last. */
  readonly #known = new Map<string, string | undefined>();
  readonly #wanted = new Map<string, Promise<string | undefined>>();
  #last: Promise<unknown> = Promise.resolve();
  #life = 0;

  constructor(make: MakeThumbnail) {
    this.#make = make;
  }

  /** The address (`blob:`) of a small picture of the file; nothing where none can be made. */
  of(source: FileSource): Promise<string | undefined> {
    const { hash } = source;
    if (this.#known.has(hash)) return Promise.resolve(this.#use(hash));
    const wanted = this.#wanted.get(hash) ?? this.#line(source);
    this.#wanted.set(hash, wanted);
    return wanted;
  }

  /** Forgets all: the next person on this device must see nothing of the last one. */
  clear(): void {
    this.#life += 1;
    for (const address of this.#known.values()) release(address);
    this.#known.clear();
    this.#wanted.clear();
  }

  #line(source: FileSource): Promise<string | undefined> {
    const life = this.#life;
    const turn = this.#last.then(() => this.#run(source, life));
    // What went wrong with one file is its own; the next one has its turn.
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #run(source: FileSource, life: number): Promise<string | undefined> {
    try {
      const blob = await this.#make(source);
      if (life !== this.#life) return undefined;
      return this.#keep(source.hash, blob === undefined ? undefined : URL.createObjectURL(blob));
    } finally {
      if (life === this.#life) this.#wanted.delete(source.hash);
    }
  }

  #keep(hash: string, address: string | undefined): string | undefined {
    this.#known.set(hash, address);
    for (const [oldest, old] of this.#known) {
      if (this.#known.size <= MOST_KEPT) break;
      this.#known.delete(oldest);
      release(old);
    }
    return address;
  }

  #use(hash: string): string | undefined {
    const address = this.#known.get(hash);
    this.#known.delete(hash);
    this.#known.set(hash, address);
    return address;
  }
}

function release(address: string | undefined): void {
  if (address !== undefined) URL.revokeObjectURL(address);
}
