import { z } from 'zod';

/** The longest name, in characters: every file system takes it in any script, with room for a number. */
export const LONGEST_NAME = 120;

/** Characters that no file system takes, that hide what a name is, or that turn its reading direction (U+202A…). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not stand in a name.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Names that Windows keeps for devices, whatever ending follows. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * A name under which a file can be saved on any system: no folders, nothing that hides or turns, no dot or space
 * at its ends, at most `LONGEST_NAME` characters with its ending kept. A name of which nothing is left is `file`.
 */
export function safeFileName(name: string): string {
  const plain = name.normalize('NFC').replace(UNSAFE, ' ').replace(/\s+/g, ' ');
  const trimmed = plain.replace(/^[. ]+|[. ]+$/g, '').replace(DEVICES, '_$1');
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
  return /\.([^.]{1,16})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

function shorten(name: string): string {
  const characters = [...name];
  if (name.length <= LONGEST_NAME) return name;
  const ending = endingOf(name);
  const tail = ending === '' ? '' : `.${[...name].slice(-ending.length).join('')}`;
  let short = '';
  for (const character of characters) {
    if (short.length + character.length + tail.length > LONGEST_NAME) break;
    short += character;
  }
  return `${short.trimEnd()}${tail}`;
}
