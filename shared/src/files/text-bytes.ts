/** Characters that stand in no text: controls other than tab, line feed, form feed, carriage return and escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not stand in a text.
const CONTROLS = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f\ufffe\uffff]/;

/** The longest character of UTF-8, in bytes: so many may be cut off at the end. */
const LONGEST_CHARACTER = 4;

/** How the bytes of a text are to be read: by their mark, and otherwise as UTF-8. */
export function encodingOf(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** Whether these first bytes of a file are text in UTF-8, or in UTF-16 with its mark. Its end may be cut anywhere. */
export function isText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  const decoder = new TextDecoder(encodingOf(head), { fatal: true });
  for (let cut = 0; cut < Math.min(LONGEST_CHARACTER, head.length); cut += 1) {
    const text = decoded(decoder, head.subarray(0, head.length - cut));
    if (text !== undefined) return !CONTROLS.test(text);
  }
  return false;
}

function decoded(decoder: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
