import { type FileSource, readParts, UnreadableError } from './file-source.ts';
import { lookAt } from './look-at.ts';

/** A picture, decoded. Nothing where a file is none that can be shown. Throws UnreadableError where its bytes are not here. */
export async function decodePicture(source: FileSource): Promise<ImageBitmap | undefined> {
  const look = await lookAt(source);
  if (look.as !== 'picture') return undefined;
  return decode(new Blob(await readParts(source, 0, source.size), { type: look.kind }));
}

/** The same as PNG; nothing too where its bytes are not here. */
export async function pictureAsPng(source: FileSource): Promise<Blob | undefined> {
  const bitmap = await decodePicture(source).catch(unlessUnreadable);
  return bitmap === undefined ? undefined : drawBitmap(bitmap, 1, 'image/png');
}

/** Draws it smaller by a factor. The bitmap is let go. */
export async function drawBitmap(bitmap: ImageBitmap, scale: number, type: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  );
  const context = canvas.getContext('2d');
  if (context !== null) context.imageSmoothingQuality = 'high';
  context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.convertToBlob({ type, quality: 0.85 });
}

/** Nothing where the bytes are no whole picture after all. */
export async function decode(blob: Blob): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(blob);
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

/** Its bytes went while they were read. */
function unlessUnreadable(error: unknown): undefined {
  if (!(error instanceof UnreadableError)) throw error;
}
