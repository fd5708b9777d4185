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
