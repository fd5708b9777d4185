import { encodingOf } from '@holdfast/shared/files/text-bytes.ts';

/** So much of a text is shown, in bytes. */
export const MOST_TEXT_BYTES = 200 * 1024;

/**
 * The beginning of a file as text: UTF-16 where it begins with a mark of its byte order, UTF-8 otherwise. Nothing
 * where it is neither. `isCut`: more bytes follow, so that its last character may be in two.
 */
export function readText(bytes: Uint8Array, isCut: boolean): string | undefined {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes, { stream: isCut });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
