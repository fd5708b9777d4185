/**
 * Reads single rows out of a broken SQLite file, leaf page by leaf page, so that a fault elsewhere
 * costs nothing (S25). The format: https://www.sqlite.org/fileformat2.html, sections 1.6 and 2.1.
 */

export type RecordValue = string | number | null;

/** One row as it stands on a leaf page. `rowid` is there in tables that have one. */
export interface LeafRecord {
  readonly rowid: number | undefined;
  readonly values: readonly RecordValue[];
}

export interface Pages {
  readonly pageSize: number;
  readonly count: number;
  /** The page of this number; the first is 1. */
  read(page: number): Buffer;
}

const TABLE_LEAF = 0x0d;
const INDEX_LEAF = 0x0a;
/** On the first page the file's header comes before. */
const FILE_HEADER = 100;
/** Longer than any row of ours, in bytes. */
const LONGEST = 8 * 1024 * 1024;

/** The records of one leaf page; none where it is no leaf page, and without those that cannot be read. */
export function readLeafRecords(pages: Pages, number: number): LeafRecord[] {
  const page = pages.read(number);
  const start = number === 1 ? FILE_HEADER : 0;
  const type = page[start];
  if (type !== TABLE_LEAF && type !== INDEX_LEAF) return [];
  const count = Math.min(page.readUInt16BE(start + 3), Math.floor((pages.pageSize - start - 8) / 2));
  const records: LeafRecord[] = [];
  for (let cell = 0; cell < count; cell += 1) {
    const record = readCell(pages, page, page.readUInt16BE(start + 8 + 2 * cell), type);
    if (record !== undefined) records.push(record);
  }
  return records;
}

function readCell(pages: Pages, page: Buffer, offset: number, type: number): LeafRecord | undefined {
  try {
    const reader = new Reader(page, offset);
    const length = reader.varint();
    const rowid = type === TABLE_LEAF ? reader.varint() : undefined;
    return { rowid, values: readValues(readPayload(pages, page, reader.place, length, type)) };
  } catch (error) {
    // A broken cell points anywhere: what lies outside of its page is not a row.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A long row begins in its cell and goes on in a chain of pages. */
function readPayload(pages: Pages, page: Buffer, place: number, length: number, type: number): Buffer {
  if (length > LONGEST) throw new RangeError('too long');
  const local = localLength(pages.pageSize, length, type);
  if (place + local > page.length) throw new RangeError('outside of the page');
  const parts = [page.subarray(place, place + local)];
  let missing = length - local;
  let next = missing > 0 ? page.readUInt32BE(place + local) : 0;
  while (missing > 0) {
    if (next < 1 || next > pages.count) throw new RangeError('a chain that leads nowhere');
    const more = pages.read(next);
    parts.push(more.subarray(4, 4 + Math.min(missing, pages.pageSize - 4)));
    missing -= pages.pageSize - 4;
    next = more.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

/** How much of a payload lies in its cell. */
function localLength(usable: number, length: number, type: number): number {
  const most = type === TABLE_LEAF ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  if (length <= most) return length;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wanted = least + ((length - least) % (usable - 4));
  return wanted <= most ? wanted : least;
}

function readValues(payload: Buffer): RecordValue[] {
  const header = new Reader(payload, 0);
  const end = header.varint();
  const types: number[] = [];
  while (header.place < end) types.push(header.varint());
  const body = new Reader(payload, end);
  return types.map((type) => body.value(type));
}

const integerBytes = [0, 1, 2, 3, 4, 6, 8];

class Reader {
  place: number;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer, place: number) {
    this.bytes = bytes;
    this.place = place;
  }

  /** Seven bits a byte, highest first; a ninth byte gives all eight. */
  varint(): number {
    let value = 0;
    for (let count = 1; count <= 9; count += 1) {
      const byte = this.bytes.readUInt8(this.place);
      this.place += 1;
      if (count === 9) return value * 256 + byte;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    return value;
  }

  value(type: number): RecordValue {
    if (type === 0) return null;
    if (type === 8 || type === 9) return type - 8;
    if (type < 7) return this.integer(integerBytes[type] ?? 0);
    const length = type === 7 ? 8 : Math.floor((type - 12) / 2);
    const start = this.take(length);
    if (type === 7) return this.bytes.readDoubleBE(start);
    // Even types are binary, of which our tables have none.
    return this.bytes.toString('utf8', start, start + length);
  }

  private integer(length: number): number {
    const start = this.take(length);
    if (length === 8) return Number(this.bytes.readBigInt64BE(start));
    return this.bytes.readIntBE(start, length);
  }

  private take(length: number): number {
    const start = this.place;
    if (length < 0 || start + length > this.bytes.length) throw new RangeError('outside of the row');
    this.place += length;
    return start;
  }
}
