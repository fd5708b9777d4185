/** How the bytes of a text are to be read: by their mark, and otherwise as UTF-8. */
export function encodingOf(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** Whether these first bytes of a file are text in UTF-8, or in UTF-16 with its mark. Its end may be cut anywhere. */
export function isText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  const encoding = encodingOf(head);
  return encoding === 'utf-8' ? isUtf8(head) : isUtf16(head, encoding === 'utf-16le');
}

/** Controls other than tab, line feed, form feed, carriage return and escape stand in no text. */
function isControl(code: number): boolean {
  return code < 32 ? ![9, 10, 12, 13, 27].includes(code) : code === 127;
}

function isUtf8(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    if (first < 0x80 && isControl(first)) return false;
    const length = first < 0x80 ? 1 : lengthOf(first);
    if (length === 0 || !bytes.subarray(at + 1, at + length).every(isFollowing)) return false;
    at += length;
  }
  return true;
}

/** How many bytes a character has that begins with this one; none where no character does. */
function lengthOf(first: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

function isFollowing(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

function isUtf16(bytes: Uint8Array, littleEndian: boolean): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 2 <= bytes.length; at += 2) {
    const code = view.getUint16(at, littleEndian);
    if (isControl(code) || code >= 0xfffe) return false;
  }
  return true;
}
