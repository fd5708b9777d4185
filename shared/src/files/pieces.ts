/**
 * Files are checked in pieces while they travel, so that a byte that went wrong costs one piece and not the file.
 * The check of a piece is the SHA-256 of everything from the beginning of the file to the end of that piece: one
 * pass over the bytes gives them all, and the last one is the name of the file.
 */
export const PIECE_BYTES = 4 * 1024 * 1024;

/** How many pieces a file has. One without a byte has none. */
export function pieceCount(size: number): number {
  return Math.ceil(size / PIECE_BYTES);
}

/** Where a piece ends, in bytes from the beginning of the file. */
export function endOfPiece(index: number, size: number): number {
  return Math.min((index + 1) * PIECE_BYTES, size);
}
