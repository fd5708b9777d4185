import { closeSync, openSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';

export const PAGE_BYTES = 4096;

/** Puts noise over a part of a file, in bytes. */
export function overwrite(file: string, from: number, length: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(length, 0x5a), 0, length, from);
  closeSync(handle);
}

/** Where the leaf pages of a table begin in a SQLite file that nobody has open, in bytes. */
export function leafPages(file: string, table: string): number[] {
  const database = new Database(file, { readonly: true });
  const pages = database
    .prepare<[string], { place: number }>(
      "SELECT pgoffset AS place FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pgoffset",
    )
    .all(table);
  database.close();
  return pages.map((page) => page.place);
}

/** Where so many pages follow each other from the middle of the file on, none of which belongs to these tables, in bytes. */
export function pagesInTheMiddle(file: string, count: number, tables: readonly string[]): number {
  const database = new Database(file, { readonly: true });
  const pages = database
    .prepare<[string], { place: number; isTheirs: number }>(
      `SELECT pgoffset AS place, name IN (SELECT name FROM sqlite_schema WHERE tbl_name IN (SELECT value FROM json_each(?)))
         AS isTheirs FROM dbstat ORDER BY pgoffset`,
    )
    .all(JSON.stringify(tables));
  database.close();
  const free = new Set(pages.filter(({ isTheirs }) => isTheirs === 0).map(({ place }) => place));
  const middle = (pages[Math.floor(pages.length / 2)]?.place ?? 0) / PAGE_BYTES;
  const run = Array.from({ length: count }, (_, place) => place);
  for (let page = middle; page < middle + pages.length / 2; page += 1)
    if (run.every((place) => free.has((page + place) * PAGE_BYTES))) return page * PAGE_BYTES;
  throw new Error('There are no such pages.');
}
