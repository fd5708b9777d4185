import { Readable } from 'node:stream';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import type { ByteSource } from './byte-source.ts';
import { type Looking, lookInto, readContent } from './looking.ts';

/** The list of contents ends with this, before a comment of at most 65,535 bytes. */
const END_MARK = Buffer.from('504b0506', 'hex');
const END_HEAD_BYTES = 22;
const END_BYTES = END_HEAD_BYTES + 0xffff;

/** Of a large archive another line says where its list is. */
const IN_ZIP64 = 0xffffffff;

/** More files than anybody packs. */
const MOST_ENTRIES = 300_000;

/** So many of them are looked into; a bomb is no smaller than the second. */
const MOST_LOOKED_INTO = 4_000;
const SMALLEST_BOMB = 100;

/** Of the head of each file in an archive: before its name. */
const LOCAL_HEAD_BYTES = 30;

/** Whether a file can be opened as a zip, whatever it begins with. */
export async function endsAsZip(source: ByteSource): Promise<boolean> {
  return (await findZip(source)) !== undefined;
}

/**
 * What the list of contents says, and whether the files keep to it. An archive whose files lie in one another, or
 * are larger than its list says, was made to burst.
 */
export async function zipBytes(source: ByteSource, looking: Looking): Promise<number> {
  const found = await findZip(source);
  const listed = found && (await list(found, looking.most));
  source.rethrow();
  if (listed === undefined) return 0;
  if (listed.bytes > looking.most || listed.overlaps) return Infinity;
  let bytes = listed.bytes;
  for (const entry of listed.toLookInto) {
    if (bytes > looking.most) break;
    bytes += await lookIntoEntry(listed.zip, entry, looking);
    source.rethrow();
  }
  return bytes;
}

/** The zip in a file, by its end: without what stands before it and behind it, as those who unpack it pass that over. */
async function findZip(source: ByteSource): Promise<ByteSource | undefined> {
  const tailAt = Math.max(0, source.size - END_BYTES);
  const tail = await source.read(tailAt, source.size);
  const at = tail.lastIndexOf(END_MARK, tail.length - END_HEAD_BYTES);
  if (at < 0) return undefined;
  const end = tailAt + at + END_HEAD_BYTES + tail.readUInt16LE(at + 20);
  const [listBytes, listAt] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  const before = listAt === IN_ZIP64 ? 0 : tailAt + at - listBytes - listAt;
  return source.part(Math.max(0, before), Math.min(end, source.size));
}

interface Listed {
  readonly zip: ZipFile;
  readonly bytes: number;
  readonly overlaps: boolean;
  /** The smallest first. */
  readonly toLookInto: readonly Entry[];
}

/** Reads the list of contents, as far as it can be read. */
async function list(source: ByteSource, most: number): Promise<Listed | undefined> {
  const options = { decodeStrings: false, validateEntrySizes: false, autoClose: false };
  const reader = new SourceReader(source);
  const zip = await fromRandomAccessReaderPromise(reader, source.size, options).catch(() => undefined);
  if (zip === undefined) return undefined;
  const places: Place[] = [];
  const toLookInto: Entry[] = [];
  let bytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      bytes += Math.max(entry.uncompressedSize, entry.compressedSize);
      places.push(placeOf(entry));
      if (places.length > MOST_ENTRIES) bytes = Infinity;
      if (bytes > most) break;
      if (toLookInto.length < MOST_LOOKED_INTO && isWorthALook(entry)) toLookInto.push(entry);
    }
  } catch {
    // What follows a broken line of the list is not found by others either.
  }
  toLookInto.sort((left, right) => left.uncompressedSize - right.uncompressedSize);
  return { zip, bytes, overlaps: overlap(places), toLookInto };
}

interface Place {
  readonly from: number;
  readonly to: number;
}

function placeOf({ relativeOffsetOfLocalHeader: from, compressedSize }: Entry): Place {
  return { from, to: from + LOCAL_HEAD_BYTES + compressedSize };
}

function overlap(places: readonly Place[]): boolean {
  const inOrder = places.toSorted((left, right) => left.from - right.from);
  return inOrder.some(({ from }, index) => from < (inOrder[index - 1]?.to ?? 0));
}

function isWorthALook(entry: Entry): boolean {
  return entry.compressedSize >= SMALLEST_BOMB && entry.canDecodeFileData();
}

/** How much more a file of the archive becomes than the list says: what is in it, or no end where it does not keep to it. */
async function lookIntoEntry(zip: ZipFile, entry: Entry, looking: Looking): Promise<number> {
  const claimed = entry.uncompressedSize;
  if (claimed > looking.budget.bytes) return 0;
  looking.budget.bytes -= claimed;
  const stream = await zip.openReadStreamPromise(entry).catch(() => undefined);
  if (stream === undefined) return 0;
  const content = await readContent(stream, claimed);
  return content.bytes > claimed ? Infinity : lookInto(content, looking);
}

/** The bytes as yauzl reads them. */
class SourceReader extends RandomAccessReader {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#source.parts(start, end), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#source.read(position, position + length).then(
      (bytes) => {
        bytes.copy(buffer, offset);
        callback(bytes.length < length ? new Error('The file ends before that.') : null);
      },
      (error: Error) => callback(error),
    );
  }
}
