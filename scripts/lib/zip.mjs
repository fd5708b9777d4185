import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const END_RECORD = 0x06054b50;
const END_RECORD_MAX = 65_557;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;
const SYMLINK = 0o120000;
const CHUNK = 1 << 20;

/**
 * Unpacks a zip (APPNOTE 4.3; no zip64, no encryption) below the folder `destination`, with the files' modes.
 * `place(name)` says where a file goes, relative to that folder; null leaves it out.
 * Throws an Error on a file that would land outside, on a symbolic link and on an unknown compression.
 */
export async function unzip(archive, destination, place = (name) => name) {
  for (const entry of await listZip(archive)) {
    const relative = entry.name.endsWith('/') ? null : place(entry.name);
    if (relative === null) continue;
    const target = path.resolve(destination, relative);
    if (!target.startsWith(path.resolve(destination) + path.sep)) {
      throw new Error(`${archive}: ${entry.name} would be written outside ${destination}`);
    }
    mkdirSync(path.dirname(target), { recursive: true });
    await extract(archive, entry, target);
  }
}

/** The entries of the zip's central directory: name, mode, method, compressed size and where its data begin. */
async function listZip(archive) {
  const file = await open(archive);
  try {
    const entries = readDirectory(await readDirectoryBytes(file, archive));
    for (const entry of entries) entry.start = await findData(file, entry.header);
    return entries;
  } finally {
    await file.close();
  }
}

async function readDirectoryBytes(file, archive) {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - END_RECORD_MAX), Math.min(size, END_RECORD_MAX));
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(END_RECORD);
  const end = tail.lastIndexOf(mark);
  if (end < 0) throw new Error(`${archive} is not a zip, or is cut short`);
  return readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
}

function readDirectory(bytes) {
  const entries = [];
  for (let at = 0; at < bytes.length; ) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('the zip directory is damaged');
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, nameEnd),
      method: bytes.readUInt16LE(at + 10),
      size: bytes.readUInt32LE(at + 20),
      mode: bytes.readUInt32LE(at + 38) >>> 16,
      header: bytes.readUInt32LE(at + 42),
    });
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** A file's data follow its own header, whose length the central directory does not tell. */
async function findData(file, header) {
  const local = await readAt(file, header, 30);
  return header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
}

async function readAt(file, position, length) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw new Error('the zip is cut short');
  return buffer;
}

async function extract(archive, entry, target) {
  if ((entry.mode & 0o170000) === SYMLINK) throw new Error(`${entry.name} is a symbolic link`);
  const output = createWriteStream(target, { mode: entry.mode & 0o777 || 0o644 });
  const range = { start: entry.start, end: entry.start + entry.size - 1, highWaterMark: CHUNK };
  const input = entry.size === 0 ? Readable.from([]) : createReadStream(archive, range);
  if (entry.size === 0 || entry.method === STORED) return pipeline(input, output);
  if (entry.method !== DEFLATED)
    throw new Error(`${entry.name} has an unknown compression (${entry.method})`);
  await pipeline(input, createInflateRaw({ chunkSize: CHUNK }), output);
}
