import { HEAD_BYTES, kindOf, TEXT_KIND } from '@holdfast/shared/files/kind-of.ts';
import { pictureSize } from '@holdfast/shared/files/picture-size.ts';
import { type FileSource, readBytes } from './file-source.ts';
import { isPicture } from './picture-kinds.ts';

const MEBIBYTE = 1024 * 1024;

/** A picture with more pixels is not decoded: one of 64 million takes 256 MB of memory. */
export const MOST_PIXELS = 64_000_000;
/** A picture is read as a whole. */
const MOST_PICTURE_BYTES = 64 * MEBIBYTE;
/** Sound and film too. */
const MOST_MEDIA_BYTES = 128 * MEBIBYTE;

/** As what a file is shown, and of which kind its bytes are; or why it is not shown here. */
export type Look =
  | { readonly as: 'picture' | 'sound' | 'film'; readonly kind: string }
  | { readonly as: 'pdf' | 'text' }
  | { readonly as: 'nothing'; readonly why: 'empty' | 'unknown' | 'too-large' | 'broken' };

/** Looks at the first bytes of a file, and decides by them alone. Throws as `readBytes` does. */
export async function lookAt(source: FileSource, signal?: AbortSignal): Promise<Look> {
  if (source.size === 0) return { as: 'nothing', why: 'empty' };
  const head = await readBytes(source, 0, HEAD_BYTES, signal);
  const kind = await kindOf(head);
  if (kind === undefined) return { as: 'nothing', why: 'unknown' };
  if (isPicture(kind)) return lookAtPicture(kind, head, source.size);
  if (kind === 'application/pdf') return { as: 'pdf' };
  if (kind === TEXT_KIND) return { as: 'text' };
  return lookAtMedia(kind, source.size);
}

function lookAtPicture(kind: string, head: Uint8Array, bytes: number): Look {
  const size = pictureSize(head);
  if (size === undefined) return { as: 'nothing', why: 'broken' };
  const isTooLarge = bytes > MOST_PICTURE_BYTES || size.width * size.height > MOST_PIXELS;
  return isTooLarge ? { as: 'nothing', why: 'too-large' } : { as: 'picture', kind };
}

function lookAtMedia(kind: string, bytes: number): Look {
  const as = mediaOf(kind);
  if (as === undefined) return { as: 'nothing', why: 'unknown' };
  return bytes > MOST_MEDIA_BYTES ? { as: 'nothing', why: 'too-large' } : { as, kind };
}

function mediaOf(kind: string): 'sound' | 'film' | undefined {
  if (kind.startsWith('audio/')) return 'sound';
  return kind.startsWith('video/') ? 'film' : undefined;
}
