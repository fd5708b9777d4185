import { createHash, type Hash } from 'node:crypto';
import { endOfPiece, PIECE_BYTES, pieceCount } from '@holdfast/shared/files/pieces.ts';

/** How many bytes the check of a piece has. */
const CHECK_BYTES = 32;

/** The checks of the pieces that end within these bytes, as a request's header carries them. */
export function checksBetween(pieces: Uint8Array, size: number, from: number, to: number): string {
  const checks: string[] = [];
  for (let piece = Math.floor(from / PIECE_BYTES); piece < pieceCount(size); piece += 1) {
    if (endOfPiece(piece, size) > to) break;
    checks.push(Buffer.from(checkOf(pieces, piece)).toString('base64'));
  }
  return checks.join(',');
}

function checkOf(pieces: Uint8Array, piece: number): Uint8Array {
  return pieces.subarray(piece * CHECK_BYTES, (piece + 1) * CHECK_BYTES);
}

/** Whether these can be the checks of a content: as many as it has pieces, and the last one is its name. */
export function isCheckOf(pieces: Uint8Array, hash: string, size: number): boolean {
  if (pieces.length !== pieceCount(size) * CHECK_BYTES) return false;
  if (size === 0) return createHash('sha256').digest('hex') === hash;
  return Buffer.from(pieces.subarray(-CHECK_BYTES)).toString('hex') === hash;
}

/** Follows the bytes of a file in their order and says at the end of each piece whether they are the right ones. */
export class PieceCheck {
  readonly size: number;
  readonly pieces: Uint8Array;
  /** So many bytes were taken. */
  at = 0;
  /** So many of them are known to be right. */
  goodAt = 0;
  private running: Hash = createHash('sha256');
  private good: Hash = this.running.copy();

  constructor(size: number, pieces: Uint8Array) {
    this.size = size;
    this.pieces = pieces;
  }

  /** Whether every byte is here and right. */
  get isWhole(): boolean {
    return this.goodAt === this.size;
  }

  /** Takes the next bytes. False where a piece is not what it should be, or there are more than the file has. */
  take(bytes: Uint8Array): boolean {
    let rest = bytes;
    while (rest.length > 0) {
      const end = this.nextEnd();
      if (this.at >= end) return false;
      const part = rest.subarray(0, end - this.at);
      this.running.update(part);
      this.at += part.length;
      rest = rest.subarray(part.length);
      if (this.at === end && !this.endPiece()) return false;
    }
    return true;
  }

  /** Goes back to what is known to be right. */
  back(): void {
    this.running = this.good.copy();
    this.at = this.goodAt;
  }

  /** Begins anew. */
  restart(): void {
    this.good = createHash('sha256');
    this.goodAt = 0;
    this.back();
  }

  private nextEnd(): number {
    return endOfPiece(this.goodAt / PIECE_BYTES, this.size);
  }

  private endPiece(): boolean {
    const check = this.running.copy().digest();
    if (!check.equals(checkOf(this.pieces, this.goodAt / PIECE_BYTES))) return false;
    this.good = this.running.copy();
    this.goodAt = this.at;
    return true;
  }
}
