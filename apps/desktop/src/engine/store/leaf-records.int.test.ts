import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BrokenPages } from './broken-pages.ts';
import { readLeafRecords } from './leaf-records.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'holdfast-leaf-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const rowArbitrary = fc.record({
  text: fc.oneof(
    fc.string({ unit: 'grapheme' }),
    // Long ones go on in other pages.
    fc.nat(20_000).map((length) => 'é~'.repeat(length)),
  ),
  number: fc.oneof(fc.maxSafeInteger(), fc.constantFrom(null, 0, 1, -1, 0.5)),
});

function readAll(file: string) {
  const pages = new BrokenPages(file);
  const records = [];
  for (let page = 1; page <= pages.count; page += 1) records.push(...readLeafRecords(pages, page));
  pages.close();
  return records;
}

test('S25: every row of a file is read from its leaf pages alone, whatever its size', () => {
  fc.assert(
    fc.property(fc.array(rowArbitrary, { maxLength: 40 }), (rows) => {
      const file = path.join(folder, 'rows.db');
      rmSync(file, { force: true });
      const database = new Database(file);
      database.exec('CREATE TABLE kept (place INTEGER PRIMARY KEY, text TEXT, number)');
      const insert = database.prepare('INSERT INTO kept (text, number) VALUES (?, ?)');
      for (const row of rows) insert.run(row.text, row.number);
      database.close();
      const found = readAll(file).filter((record) => record.values.length === 3);
      const expected = rows.map((row, index) => ({ rowid: index + 1, values: [null, row.text, row.number] }));
      expect(found.toSorted((left, right) => (left.rowid ?? 0) - (right.rowid ?? 0))).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

test('S25: what is committed in the log counts, and what was being written does not', () => {
  const file = path.join(folder, 'logged.db');
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.exec(
    "CREATE TABLE kept (place INTEGER PRIMARY KEY, text TEXT, number); INSERT INTO kept VALUES (1, 'old', 1)",
  );
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.exec("UPDATE kept SET text = 'new'");
  // So little memory that an open transaction already writes to the log.
  database.pragma('cache_size = 1');
  database.exec('BEGIN');
  const insert = database.prepare('INSERT INTO kept (text, number) VALUES (?, 2)');
  for (let count = 0; count < 200; count += 1) insert.run('unfinished'.repeat(100));
  const texts = readAll(file).map((record) => record.values[1]);
  expect(texts).toContain('new');
  expect(texts).not.toContain('old');
  expect(texts.filter((text) => String(text).startsWith('unfinished'))).toEqual([]);
  database.close();
});

test('S25: random bytes are no rows, and no fault', () => {
  const page = fc.uint8Array({ minLength: 4096, maxLength: 4096 });
  fc.assert(
    fc.property(page, fc.constantFrom(0x0a, 0x0d), (bytes, type) => {
      bytes[0] = type;
      const pages = { pageSize: 4096, count: 2, read: () => Buffer.from(bytes) };
      expect(() => readLeafRecords(pages, 2)).not.toThrow();
    }),
  );
});
