import { createHash, type Hash } from 'node:crypto';
import { endOfPiece } from '@holdfast/shared/files/pieces.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { GoodPlace } from './home/byte-home.ts';

/** Where it was last known that everything before is what was sent. */
interface GoodState {
  readonly at: number;
  readonly hash: Hash;
  readonly pieces: number;
  /** Of the piece that ends there. */
  readonly check: Uint8Array;
}

/**
 * The hash of what has arrived of a file, which grows with it. It holds the checks of the pieces that are whole
 * (files/pieces.ts), and can go back to where all was known to be good.
 */
export class PartHash {
  /** Of the whole file, in bytes. */
  readonly size: number;
  #hash = createHash('sha256');
  #at = 0;
  #pieces: Buffer[] = [];
  #good: GoodState = { at: 0, hash: createHash('sha256'), pieces: 0, check: new Uint8Array() };

  constructor(size: number) {
    this.size = size;
  }

  /** How many bytes it has seen. */
  get at(): number {
    return this.#at;
  }

  /** How many bytes are missing to the end of the piece that is under way. */
  get untilPieceEnd(): number {
    return endOfPiece(this.#pieces.length, this.size) - this.#at;
  }

  /** Adds bytes, not more than `untilPieceEnd`. Gives the check of the piece that they end; nothing while it goes on. */
  add(bytes: Uint8Array): Uint8Array | undefined {
    this.#hash.update(bytes);
    this.#at += bytes.length;
    if (bytes.length === 0 || this.untilPieceEnd > 0) return undefined;
    const check = this.digest();
    this.#pieces.push(check);
    return check;
  }

  /** Everything so far is what was sent: the piece that ends here has the check that it should have. */
  trust(check: Uint8Array): void {
    this.#good = { at: this.#at, hash: this.#hash.copy(), pieces: this.#pieces.length, check };
  }

  /** Up to where all was known to be what was sent. */
  get good(): GoodPlace {
    const { at, check } = this.#good;
    return { at, check: Buffer.from(check).toString('base64') };
  }

  /** Goes back to where all was good. Gives that place. */
  goBack(): number {
    const { at, hash, pieces } = this.#good;
    this.#hash = hash.copy();
    this.#at = at;
    this.#pieces = this.#pieces.slice(0, pieces);
    return at;
  }

  /** The SHA-256 of everything so far. */
  digest(): Buffer {
    return this.#hash.copy().digest();
  }

  /** The checks of all pieces that are whole, 32 bytes each. */
  checks(): Uint8Array {
    return Buffer.concat(this.#pieces);
  }
}

/**
 * Parts bytes where a piece of the file ends: each part can be added to the hash, before the next is asked for.
 * @throws INVALID_MESSAGE where there are more bytes than the file has
 */
export function* splitAtPieces(bytes: Uint8Array, hash: PartHash): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; ) {
    const to = Math.min(from + hash.untilPieceEnd, bytes.length);
    if (to === from) {
      throw new HoldfastError('INVALID_MESSAGE', 'More bytes came than the file is said to have.');
    }
    yield bytes.subarray(from, to);
    from = to;
  }
}
