import { createHash } from 'node:crypto';
import { PIECE_BYTES } from '@holdfast/shared/files/pieces.ts';

/** Hashes a content in one pass: the checks of its pieces on the way, and its name at the end. */
export class ContentHash {
  private readonly hash = createHash('sha256');
  private readonly pieces: Buffer[] = [];
  private size = 0;

  /** How many bytes it has had. */
  get bytes(): number {
    return this.size;
  }

  update(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      const room = PIECE_BYTES - (this.size % PIECE_BYTES);
      const part = bytes.subarray(at, at + room);
      this.hash.update(part);
      this.size += part.length;
      at += part.length;
      if (this.size % PIECE_BYTES === 0) this.pieces.push(this.hash.copy().digest());
    }
  }

  /** What the content is called and the checks of all its pieces. Nothing can follow. */
  end(): { hash: string; size: number; pieces: Uint8Array } {
    const digest = this.hash.digest();
    if (this.size % PIECE_BYTES !== 0) this.pieces.push(digest);
    return { hash: digest.toString('hex'), size: this.size, pieces: Buffer.concat(this.pieces) };
  }
}
