import { HEAD_BYTES, kindOf } from '@holdfast/shared/files/kind-of.ts';
import { type PictureSize, pictureSize } from '@holdfast/shared/files/picture-size.ts';
import type { FileRefusal } from '@holdfast/shared/model/attachment.ts';
import { ByteSource, type ReadBytes } from './byte-source.ts';
import { programKind } from './program-kinds.ts';
import { bursts, type UnpackingLimits } from './unpacked-bytes.ts';

/** In a JPEG the size may stand behind all that a camera wrote. */
const LONGEST_HEAD_BYTES = 16 * 1024 * 1024;

export interface InspectSettings extends UnpackingLimits {
  /** Kinds that are not taken, such as `application/x-elf`. */
  readonly refusedKinds: readonly string[];
  /** Pictures of more pixels are not taken. */
  readonly picturePixels: number;
}

/** What the bytes of a file say. A kind that nobody knows is null, and so is the size of what is no picture. */
export interface Inspected {
  readonly kind: string | null;
  readonly width: number | null;
  readonly height: number | null;
}

export type Inspection = Inspected | { readonly refusal: Extract<FileRefusal, 'type' | 'bomb'> };

/**
 * Looks at the bytes of a whole file, and at nothing else: names and types that somebody sent with it are never
 * believed. Large archives take seconds, off the main loop, and up to 100 MiB.
 * @param read the file's bytes from one place up to another; what it throws is thrown
 * @param size of the file, in bytes
 */
export async function inspectFile(
  read: ReadBytes,
  size: number,
  settings: InspectSettings,
): Promise<Inspection> {
  const source = new ByteSource(read, size);
  const head = await source.read(0, HEAD_BYTES);
  const kind = (await programKind(source)) ?? (await kindOf(head));
  if (kind !== undefined && settings.refusedKinds.includes(kind)) return { refusal: 'type' };
  const picture = kind?.startsWith('image/') ? await findPictureSize(source) : undefined;
  if (picture !== undefined && picture.width * picture.height > settings.picturePixels) {
    return { refusal: 'bomb' };
  }
  if (await bursts(source, settings)) return { refusal: 'bomb' };
  return { kind: kind ?? null, width: picture?.width ?? null, height: picture?.height ?? null };
}

async function findPictureSize(source: ByteSource): Promise<PictureSize | undefined> {
  const found = pictureSize(await source.read(0, HEAD_BYTES));
  if (found !== undefined || source.size <= HEAD_BYTES) return found;
  return pictureSize(await source.read(0, LONGEST_HEAD_BYTES));
}
