import { type FileSource, readParts } from './file-source.ts';
import { lookAt } from './look-at.ts';

/** Twice what is shown, for fine screens. In pixels. */
const WIDEST = 640;
const HIGHEST = 480;

/**
 * A small picture of a file, as WebP; nothing where it is no picture that can be shown. Throws UnreadableError where
 * its bytes are not here.
 */
export async function makeThumbnail(source: FileSource): Promise<Blob | undefined> {
  const look = await lookAt(source);
  if (look.as !== 'picture') return undefined;
  const blob = new Blob(await readParts(source, 0, source.size), { type: look.kind });
  const bitmap = await decode(blob);
  return bitmap === undefined ? undefined : draw(bitmap);
}

/** Nothing where the bytes are no picture after all. */
async function decode(blob: Blob): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(blob);
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

async function draw(bitmap: ImageBitmap): Promise<Blob> {
  const scale = Math.min(1, WIDEST / bitmap.width, HIGHEST / bitmap.height);
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  );
  const context = canvas.getContext('2d');
  if (context !== null) context.imageSmoothingQuality = 'high';
  context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
}
