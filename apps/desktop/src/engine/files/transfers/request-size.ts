import { PIECE_BYTES } from '@holdfast/shared/files/pieces.ts';

const FIRST_BYTES = 1024 * 1024;
const LEAST_BYTES = 128 * 1024;
const MOST_BYTES = 128 * 1024 * 1024;

/** A request shall take about so long: few enough of them, and what a proxy ends after a minute is not lost. */
const GOAL_MS = 15_000;

/** A request is not more than so many times as large as the last one, however fast that was. */
const MOST_GROWTH = 8;

/** How much one request carries: as much as the line moves in a while, as far as is known. */
export class RequestSize {
  private bytes = FIRST_BYTES;

  /** Where a request ends that begins at a byte: at the end of a piece, so that the whole of it can be checked, where that is near. */
  endFrom(from: number, size: number): number {
    const end = from + this.bytes;
    const endOfPiece = end - (end % PIECE_BYTES);
    return Math.min(size, endOfPiece > from ? endOfPiece : end);
  }

  /** A request went well. Small ones say nothing: most of their time is the way there and back. */
  noteTaken(bytes: number, milliseconds: number): void {
    if (bytes < this.bytes / 2) return;
    const fitting = (bytes / Math.max(1, milliseconds)) * GOAL_MS;
    this.bytes = clamp(Math.min(fitting, this.bytes * MOST_GROWTH));
  }

  /** Something on the way did not take one so large, or it was cut. False where there is no smaller one. */
  shrink(): boolean {
    if (this.bytes === LEAST_BYTES) return false;
    this.bytes = clamp(this.bytes / 2);
    return true;
  }
}

function clamp(bytes: number): number {
  return Math.round(Math.min(MOST_BYTES, Math.max(LEAST_BYTES, bytes)));
}
