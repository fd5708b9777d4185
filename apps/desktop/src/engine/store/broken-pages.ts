import { closeSync, existsSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import type { Pages } from './leaf-records.ts';

/** The engine never asks for another size. */
const PAGE_SIZE = 4096;
const MAGIC = 'SQLite format 3\0';
const WAL_HEADER = 32;
const FRAME_HEADER = 24;

/** The pages of a broken file as they were committed last: those in its log stand before those in the file. */
export class BrokenPages implements Pages {
  readonly pageSize = PAGE_SIZE;
  readonly count: number;
  private readonly file: number;
  private readonly log: number | undefined;
  /** Where in the log a page begins. */
  private readonly logged: ReadonlyMap<number, number>;

  constructor(file: string) {
    this.file = openSync(file, 'r');
    this.log = existsSync(`${file}-wal`) ? openSync(`${file}-wal`, 'r') : undefined;
    this.logged = this.log === undefined ? new Map() : findLogged(this.log);
    this.count = Math.max(Math.floor(fstatSync(this.file).size / PAGE_SIZE), ...this.logged.keys());
  }

  read(page: number): Buffer {
    const place = this.logged.get(page);
    if (place === undefined || this.log === undefined)
      return readAt(this.file, (page - 1) * PAGE_SIZE, PAGE_SIZE);
    return readAt(this.log, place, PAGE_SIZE);
  }

  close(): void {
    closeSync(this.file);
    if (this.log !== undefined) closeSync(this.log);
  }
}

/** The newest committed frame of each page. Frames of an earlier round of the log have another salt. */
function findLogged(log: number): Map<number, number> {
  const salt = readAt(log, 16, 8);
  const committed = new Map<number, number>();
  const open = new Map<number, number>();
  const size = fstatSync(log).size;
  for (let place = WAL_HEADER; place + FRAME_HEADER + PAGE_SIZE <= size; place += FRAME_HEADER + PAGE_SIZE) {
    const header = readAt(log, place, FRAME_HEADER);
    if (!header.subarray(8, 16).equals(salt)) break;
    open.set(header.readUInt32BE(0), place + FRAME_HEADER);
    if (header.readUInt32BE(4) === 0) continue;
    for (const [page, found] of open) committed.set(page, found);
    open.clear();
  }
  return committed;
}

function readAt(file: number, place: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  readSync(file, buffer, 0, length, place);
  return buffer;
}

/**
 * Puts the file's header back where only that was destroyed: it holds nothing that is not known.
 * With it the rest is an ordinary file again. https://www.sqlite.org/fileformat2.html, section 1.3.
 */
export function mendHeader(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    if (readAt(handle, 0, MAGIC.length).toString('latin1') === MAGIC) return;
    const header = Buffer.alloc(100);
    header.write(MAGIC, 'latin1');
    header.writeUInt16BE(PAGE_SIZE, 16);
    // Written with a log; nothing reserved; the fixed fractions of a page.
    header.set([2, 2, 0, 64, 32, 32], 18);
    header.writeUInt32BE(1, 24);
    header.writeUInt32BE(Math.floor(fstatSync(handle).size / PAGE_SIZE), 28);
    header.writeUInt32BE(1, 40);
    header.writeUInt32BE(4, 44);
    header.writeUInt32BE(1, 56);
    header.writeUInt32BE(1, 92);
    writeSync(handle, header, 0, header.length, 0);
  } finally {
    closeSync(handle);
  }
}
