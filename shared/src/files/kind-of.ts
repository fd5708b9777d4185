import { isText } from './text-bytes.ts';

/** So many bytes of a file's beginning tell what it is, and how large a picture is. */
export const HEAD_BYTES = 256 * 1024;

/** What every text is said to be. Markup is text: whatever it would do in a browser, it is never run. */
export const TEXT_KIND = 'text/plain';

/** Kinds of which the whole content may be readable characters, and which are more than that all the same. */
const READABLE = ['application/pdf', 'application/postscript', 'application/eps', 'application/rtf'];

/**
 * What a content is by its first bytes, `HEAD_BYTES` of them where it has so many, whatever it is called:
 * `image/png`; nothing where nobody knows. Bytes that lie about what they are may be called anything: it is a hint to
 * whoever shows them, never a promise. Marks of two letters, as programs have, make no text a program.
 */
export async function kindOf(head: Uint8Array): Promise<string | undefined> {
  const marked = (await markedKind(head)) ?? (isPng(head) ? 'image/png' : undefined);
  if (marked !== undefined && READABLE.includes(marked)) return marked;
  return isText(head) ? TEXT_KIND : marked;
}

const PNG_BEGINS = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** file-type looks whether it moves, and gives up on one with more before its first picture than the head holds. */
function isPng(head: Uint8Array): boolean {
  return PNG_BEGINS.every((byte, place) => head[place] === byte);
}

/** Nothing that is wrong with a content keeps anybody from attaching it. */
async function markedKind(head: Uint8Array): Promise<string | undefined> {
  // Most of its weight is tables that nobody needs before the first file: no start waits for them.
  const { fileTypeFromBuffer } = await import('file-type');
  try {
    return (await fileTypeFromBuffer(head))?.mime;
  } catch {
    return undefined;
  }
}
