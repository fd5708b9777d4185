import { addHash, hashRow } from '@holdfast/shared/hash.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { OpenedHome } from '../../test-support/opened-home.ts';
import { testStoreContract } from '../../test-support/store-contract.ts';
import { tempFolder } from '../../test-support/temp-folder.ts';
import { newId } from '../../test-support/test-server.ts';
import { StorageFailure } from '../store.ts';
import { readStore, writeStore } from '../work.ts';
import { firstTables } from './migrations/0001-first-tables.ts';
import { openSqliteStore } from './sqlite-store.ts';

function open(folder: string, models = allModels) {
  return openSqliteStore({ folder, models, newId });
}

async function openHome(): Promise<OpenedHome> {
  const folder = tempFolder();
  let store = open(folder);
  onTestFinished(() => store.close());
  return {
    store,
    async reopen() {
      await store.close();
      store = open(folder);
      return store;
    },
  };
}

testStoreContract('SQLite', openHome);

test('a column that a model gains is there for rows that were written before', async () => {
  const folder = tempFolder();
  const division = allModels.filter((model) => model.table === 'division');
  const before = open(
    folder,
    division.map((model) => ({ ...model, columns: [], lookups: [] })),
  );
  const id = newId();
  await before.write(() => writeStore((tx) => tx.insertRow('division', 1, { id, name: 'Roads' })));
  await before.close();
  const after = open(folder, division);
  onTestFinished(() => after.close());
  const found = await after.read(() => readStore((tx) => tx.rows('division', { name: 'Roads' }, 1)));
  expect(found.map((row) => row.id)).toEqual([id]);
});

test('S24, S31: data of the first server gets its hashes, digests and hours', async () => {
  const folder = tempFolder();
  const db = new Database(`${folder}/holdfast.sqlite`);
  db.exec(firstTables);
  db.exec(`CREATE TABLE division (
    id TEXT PRIMARY KEY, row_version INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, data TEXT NOT NULL
  )`);
  db.exec("ALTER TABLE division ADD COLUMN name GENERATED ALWAYS AS (json_extract(data, '$.name')) VIRTUAL");
  db.exec(`
    INSERT INTO division (id, row_version, deleted, data) VALUES
      ('a', 1, 0, '{"id":"a","name":"Roads"}'), ('b', 2, 0, '{"id":"b","name":"Parks"}'), ('c', 3, 1, '{"id":"c"}');
    INSERT INTO sync_scope (scope, head) VALUES ('everyone', 3), ('desk', 2);
    INSERT INTO sync_entry (tbl, id, scope, version, gone) VALUES
      ('division', 'a', 'everyone', 1, 0), ('division', 'b', 'everyone', 2, 0),
      ('division', 'b', 'desk', 2, 0), ('division', 'c', 'everyone', 3, 1);
    INSERT INTO sync_result (client_id, seq, id, user_id, ok, version, at) VALUES
      ('k', 1, 'm', 'u', 1, 3, '2026-03-02T10:20:30.000Z');
    PRAGMA user_version = 1;
  `);
  db.close();
  const store = open(folder);
  onTestFinished(() => store.close());
  const a = hashRow('division', 'a', 1, '{"id":"a","name":"Roads"}');
  const b = hashRow('division', 'b', 2, '{"id":"b","name":"Parks"}');
  const state = (scope: string) => store.read(() => readStore((tx) => tx.scopeState(scope)));
  expect(await store.read(() => readStore((tx) => tx.rowHash('division', 'a')))).toBe(a);
  expect(await store.read(() => readStore((tx) => tx.rowHash('division', 'c')))).toBe(0);
  expect(await state('everyone')).toEqual({ head: 3, historyStartsAt: 0, digest: addHash(a, b), live: 2 });
  expect(await state('desk')).toEqual({ head: 2, historyStartsAt: 0, digest: b, live: 1 });
  expect(await store.read(() => readStore((tx) => tx.versionBefore('2026-03-02T11')))).toBe(3);
});

test('each column of each model is what its rows hold, and none that the table has by itself', () => {
  const folder = tempFolder();
  const store = open(folder);
  onTestFinished(() => store.close());
  const db = new Database(`${folder}/holdfast.sqlite`, { readonly: true });
  onTestFinished(() => {
    db.close();
  });
  const generated = 2;
  for (const { table, columns } of allModels) {
    const info = db.prepare<[string], { name: string; hidden: number }>(
      'SELECT name, hidden FROM pragma_table_xinfo(?)',
    );
    const known = info.all(table).filter(({ hidden }) => hidden === generated);
    expect(new Set(known.map(({ name }) => name))).toEqual(new Set(columns));
  }
});

test('a folder written by a newer server is refused with what to do', () => {
  const folder = tempFolder();
  const db = new Database(`${folder}/holdfast.sqlite`);
  db.pragma('user_version = 999');
  db.close();
  expect(() => open(folder)).toThrow('newer server');
});

test('a database that another process holds is a failure of the storage, not of the mutation', async () => {
  const folder = tempFolder();
  const store = openSqliteStore({ folder, models: allModels, newId, busyTimeoutMs: 10 });
  onTestFinished(() => store.close());
  const other = new Database(`${folder}/holdfast.sqlite`);
  onTestFinished(() => {
    other.close();
  });
  other.exec('BEGIN IMMEDIATE');
  const written = store.write(() => writeStore((tx) => tx.putVersion(1)));
  await expect(written).rejects.toBeInstanceOf(StorageFailure);
});

test('names of tables and columns never come from outside', async () => {
  const { store } = await openHome();
  const asked = store.read(() => readStore((tx) => tx.row('ticket"; DROP TABLE ticket; --', 'x')));
  await expect(asked).rejects.toThrow('cannot be the name');
});
