import type { ByteHome, GoodPlace } from '../home/byte-home.ts';
import { PartHash } from '../part-hash.ts';

/** The hashes of so many uploads are remembered between two requests; the others are made again from what is here. */
const MOST = 1_000;
/** Read at a time, so that nobody waits long for a hash that is made again. */
const STEP_BYTES = 1024 * 1024;

/** The hashes of uploads under way. What they know is only remembered: all of it can be read from the home. */
export class PartHashes {
  readonly #home: ByteHome;
  readonly #known = new Map<string, PartHash>();

  constructor(home: ByteHome) {
    this.#home = home;
  }

  /**
   * The hash of what is here of an upload. Where it has to be made again, after a restart or a disk that failed,
   * it is trusted as far as its note says and the bytes still are what they were; then nothing is, until the next
   * check of a piece says so.
   */
  async of(id: string, size: number): Promise<PartHash> {
    const here = (await this.#home.partSize(id)) ?? 0;
    const known = this.#known.get(id);
    const hash = known?.at === here ? known : await this.#make(id, size, here);
    this.#remember(id, hash);
    return hash;
  }

  forget(id: string): void {
    this.#known.delete(id);
  }

  async #make(id: string, size: number, here: number): Promise<PartHash> {
    const hash = new PartHash(size);
    const good = (await this.#home.note(id))?.good;
    while (hash.at < here) {
      const to = hash.at + Math.min(STEP_BYTES, hash.untilPieceEnd, here - hash.at);
      const bytes = await this.#home.readPart(id, hash.at, to);
      if (bytes.length === 0) break;
      const check = hash.add(bytes);
      if (check !== undefined && isSame(check, hash.at, good)) hash.trust(check);
    }
    return hash;
  }

  #remember(id: string, hash: PartHash): void {
    this.#known.delete(id);
    this.#known.set(id, hash);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST && oldest !== undefined) this.#known.delete(oldest);
  }
}

function isSame(check: Uint8Array, at: number, good: GoodPlace | undefined): boolean {
  return good?.at === at && Buffer.from(check).toString('base64') === good.check;
}
