/**
 * The bytes of an asar archive with the given files (name to text, no folders). Its head is two Chromium
 * pickles: the length of the second, then the second, which holds a JSON directory padded to four bytes.
 */
export function packAsar(texts) {
  const bodies = Object.values(texts).map((text) => Buffer.from(text));
  const directory = Buffer.from(JSON.stringify({ files: describeFiles(Object.keys(texts), bodies) }));
  const padded = Math.ceil(directory.length / 4) * 4;
  const head = Buffer.alloc(16 + padded);
  head.writeUInt32LE(4, 0);
  head.writeUInt32LE(padded + 8, 4);
  head.writeUInt32LE(padded + 4, 8);
  head.writeUInt32LE(directory.length, 12);
  directory.copy(head, 16);
  return Buffer.concat([head, ...bodies]);
}

function describeFiles(names, bodies) {
  let offset = 0;
  const entries = names.map((name, index) => {
    const size = bodies[index].length;
    offset += size;
    return [name, { size, offset: String(offset - size) }];
  });
  return Object.fromEntries(entries);
}
