import type { ByteHome, PartNote } from '../home/byte-home.ts';

/** An upload that is not finished: its room is taken as if all of it were here. */
export type Reserved = Pick<PartNote, 'authorId' | 'size'>;

/** Whoever asks for room has it or not after so long; what is older was cut short. In milliseconds. */
const MOST_ASKING_MS = 10_000;

/** What uploads have room. The notes in the home are the truth, for all processes; here is what was last read of them. */
export class Reservations {
  readonly #home: Pick<ByteHome, 'parts' | 'note'>;
  readonly #now: () => number;
  readonly #all = new Map<string, Reserved>();

  constructor(home: Pick<ByteHome, 'parts' | 'note'>, now: () => number) {
    this.#home = home;
    this.#now = now;
  }

  get size(): number {
    return this.#all.size;
  }

  has(id: string): boolean {
    return this.#all.has(id);
  }

  add(id: string, { authorId, size }: Reserved): void {
    this.#all.set(id, { authorId, size });
  }

  remove(id: string): void {
    this.#all.delete(id);
  }

  /** The uploads of a person. */
  of(authorId: string): readonly string[] {
    return [...this.#all].filter(([, reserved]) => reserved.authorId === authorId).map(([id]) => id);
  }

  /** The bytes of all uploads, or of one person's; without some. */
  bytes(authorId?: string, without: ReadonlySet<string> = new Set()): number {
    let bytes = 0;
    for (const [id, reserved] of this.#all) {
      if ((authorId === undefined || reserved.authorId === authorId) && !without.has(id))
        bytes += reserved.size;
    }
    return bytes;
  }

  /** Reads what is in the home now. Gives those that ask for room at this moment, and do not have it yet. */
  async look(): Promise<ReadonlyMap<string, Reserved>> {
    const here = new Set<string>();
    const asking = new Map<string, Reserved>();
    for await (const id of this.#home.parts()) {
      here.add(id);
      if (this.#all.has(id)) continue;
      const note = await this.#home.note(id);
      if (note === undefined) continue;
      if (note.asks !== true) this.add(id, note);
      else if (Math.abs(this.#now() - note.startedAt) < MOST_ASKING_MS) asking.set(id, note);
    }
    for (const id of this.#all.keys()) if (!here.has(id)) this.#all.delete(id);
    return asking;
  }
}
