import { decodePicture, drawBitmap } from './decode-picture.ts';
import type { FileSource } from './file-source.ts';

/** Twice what is shown, for fine screens. In pixels. */
const WIDEST = 640;
const HIGHEST = 480;

/**
 * A small picture of a file, as WebP; nothing where it is no picture that can be shown. Throws UnreadableError where
 * its bytes are not here.
 */
export async function makeThumbnail(source: FileSource): Promise<Blob | undefined> {
  const bitmap = await decodePicture(source);
  if (bitmap === undefined) return undefined;
  return drawBitmap(bitmap, Math.min(1, WIDEST / bitmap.width, HIGHEST / bitmap.height), 'image/webp');
}
