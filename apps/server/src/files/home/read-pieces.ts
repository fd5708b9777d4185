import { PIECE_BYTES } from '@holdfast/shared/files/pieces.ts';
import { PartHash, splitAtPieces } from '../part-hash.ts';
import type { ByteHome } from './byte-home.ts';

/**
 * The checks of the pieces of a whole file (files/pieces.ts), 32 bytes each. That of a single piece is the name of
 * the file; where those of others were lost they are made again from the bytes.
 * @throws what reading the file throws
 */
export async function readPieces(home: ByteHome, hash: string, size: number): Promise<Uint8Array> {
  if (size <= PIECE_BYTES) return Buffer.from(size === 0 ? '' : hash, 'hex');
  const kept = await home.pieces(hash);
  if (kept !== undefined) return kept;
  const whole = new PartHash(size);
  for await (const chunk of home.read(hash, 0, size)) {
    const bytes: Uint8Array = chunk;
    for (const part of splitAtPieces(bytes, whole)) whole.add(part);
  }
  const pieces = whole.checks();
  await home.putPieces(hash, pieces);
  return pieces;
}
