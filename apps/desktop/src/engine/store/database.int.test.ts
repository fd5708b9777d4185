import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestIds, ticketRow } from '../test-support/memory-account.ts';
import { readBase } from './base-rows.ts';
import { openDatabase } from './database.ts';
import { migrations } from './migrations.ts';
import { Statements } from './statements.ts';

const newId = createTestIds();
const openFile = (name: string) => new Database(name);
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'holdfast-database-'));
  file = path.join(folder, 'holdfast.db');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A file of the first version, with a scope that was read and one that was not. */
function makeVersion1(more = ''): void {
  const database = openFile(file);
  database.exec(migrations[0] ?? '');
  database.exec(`
    INSERT INTO scope (scope, version, seen) VALUES ('everyone', 7, 7), ('desk', 0, 9);
    INSERT INTO entry (tbl, id, scope, version, gone)
      VALUES ('ticket', 't1', 'everyone', 7, 0), ('ticket', 't1', 'lost', 3, 0);
    INSERT INTO outbox (seq, id, name, args, at, state) VALUES (4, 'm4', 'ticket.create', '{}', 'then', 'waiting');
    ${more}`);
  database.pragma('user_version = 1');
  database.close();
}

function versionOf(name: string): unknown {
  const database = new Database(name, { readonly: true });
  const version = database.pragma('user_version', { simple: true });
  database.close();
  return version;
}

test('S20: waits for the disk at each commit, keeps a log, and leaves nothing in free pages', () => {
  const database = openDatabase(file, openFile);
  const value = (name: string) => database.pragma(name, { simple: true });
  expect([value('synchronous'), value('journal_mode'), value('secure_delete')]).toEqual([2, 'wal', 1]);
  database.close();
});

test('S24: a file of the first version is brought to the present one, with a copy of it beside', () => {
  makeVersion1();
  const database = openDatabase(file, openFile);
  expect(database.pragma('user_version', { simple: true })).toBe(migrations.length);
  expect(database.prepare('SELECT scope, version, wanted FROM scope ORDER BY scope').all()).toEqual([
    // What was never read is read anew, downwards; what was read stays.
    { scope: 'desk', version: 0, wanted: 1 },
    { scope: 'everyone', version: 7, wanted: 0 },
  ]);
  expect(database.prepare('SELECT id, version, gone, generation FROM entry').all()).toEqual([
    { id: 't1', version: 7, gone: 0, generation: 0 },
  ]);
  expect(database.prepare('SELECT seq, id, after, cause FROM outbox').all()).toEqual([
    { seq: 4, id: 'm4', after: null, cause: null },
  ]);
  database.close();
  expect(readdirSync(folder).sort()).toEqual(['holdfast.db', 'holdfast.db.before-1']);
  expect(versionOf(`${file}.before-1`)).toBe(1);
});

test('S24: a step that fails changes nothing: the file is as it was, and its copy is there', () => {
  makeVersion1('CREATE TABLE scope_2 (in_the_way);');
  expect(() => openDatabase(file, openFile)).toThrow(/scope_2/);
  expect(versionOf(file)).toBe(1);
  const database = openFile(file);
  expect(database.prepare('SELECT count(*) AS count FROM scope').get()).toEqual({ count: 2 });
  expect(database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'name'").get()).toBeUndefined();
  database.close();
  expect(existsSync(`${file}.before-1`)).toBe(true);
});

test('S24: a file of a newer version is refused in plain words and stays as it is', () => {
  openDatabase(file, openFile).close();
  const database = openFile(file);
  database.pragma('user_version = 99');
  database.close();
  expect(() => openDatabase(file, openFile)).toThrow(/newer version of Holdfast. Install that version/);
  expect(versionOf(file)).toBe(99);
});

test('S24: rows of a table that was not known are in its base once it is', () => {
  const id = newId();
  const row = ticketRow(id, 5, { title: 'From a time to come', later: 'kept' });
  const before = openDatabase(file, openFile);
  before
    .prepare('INSERT INTO raw_row (tbl, id, row_version, data) VALUES (?, ?, ?, ?), (?, ?, ?, ?)')
    .run('ticket', id, 5, JSON.stringify(row.data), 'unknown', id, 6, '{}');
  before.close();
  const database = openDatabase(file, openFile);
  const statements = new Statements(database);
  expect(readBase(statements, 'ticket', id)).toMatchObject({ title: 'From a time to come', later: 'kept' });
  expect(statements.all('SELECT tbl FROM raw_row')).toEqual([{ tbl: 'unknown' }]);
  expect(statements.get<{ row_hash: number }>('SELECT row_hash FROM ticket_base')?.row_hash).toBeGreaterThan(
    0,
  );
  expect(
    statements.all("SELECT rowid FROM ticket_base_text WHERE ticket_base_text MATCH 'come'"),
  ).toHaveLength(1);
  database.close();
});

test('S24: what another version left of the tables is made good again, although the file says that they were made', () => {
  openDatabase(file, openFile).close();
  const other = openFile(file);
  other.exec('DROP VIEW ticket; DROP INDEX ticket_base_number');
  other.close();
  const database = openDatabase(file, openFile);
  const made = database
    .prepare("SELECT name FROM sqlite_schema WHERE name IN ('ticket', 'ticket_base_number') ORDER BY name")
    .all();
  database.close();
  expect(made).toEqual([{ name: 'ticket' }, { name: 'ticket_base_number' }]);
});
