import { z } from 'zod';

/** The longest name, in characters. */
export const LONGEST_NAME = 120;
/** And in bytes of UTF-8: file systems take 255, and a number may come behind it. */
const MOST_BYTES = 240;

/** Characters that no file system takes, that hide what a name is, turn its reading direction, or are no text. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0<>:"/\\|?*]/gu;

/** Names that Windows keeps for devices, whatever ending follows. */
const DEVICES = /^(con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?= *(?:\.|$))/i;

const AT_ENDS = /^[. ]+|[. ]+$/g;
const ENDING = /\.([^.]{1,16})$/u;

/**
 * A name under which a file can be saved on any system: no folders, nothing that hides or turns, no dot or space
 * at its ends, at most `LONGEST_NAME` characters with its ending kept. A name of which nothing is left is `file`.
 */
export function safeFileName(name: string): string {
  const plain = name.normalize('NFC').replace(UNSAFE, ' ').replace(/\s+/g, ' ');
  const trimmed = plain.replace(AT_ENDS, '').replace(DEVICES, '_$1');
  return shorten(trimmed) || 'file';
}

/** A name that is safe already. */
export const fileNameSchema = z
  .string()
  .min(1)
  .max(LONGEST_NAME)
  .refine((name) => safeFileName(name) === name, {
    error: 'A file name without folders or hidden characters.',
  });

/** The ending of a name in lower case, without its dot; nothing where it has none. */
export function endingOf(name: string): string {
  return ENDING.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** As many whole characters from the beginning as fit, and the ending. */
function shorten(name: string): string {
  if (fits(name)) return name;
  const ending = ENDING.exec(name)?.[0] ?? '';
  let short = '';
  for (const character of name) {
    if (!fits(short + character + ending)) break;
    short += character;
  }
  return `${short.replace(AT_ENDS, '')}${ending}`;
}

function fits(name: string): boolean {
  return name.length <= LONGEST_NAME && bytesOf(name) <= MOST_BYTES;
}

/** How many bytes a text takes in UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
