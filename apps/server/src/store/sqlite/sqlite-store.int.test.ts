import { allModels } from '@holdfast/shared/registry.ts';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { type OpenedHome, testStoreContract } from '../../test-support/store-contract.ts';
import { tempFolder } from '../../test-support/temp-folder.ts';
import { newId } from '../../test-support/test-server.ts';
import { StorageFailure } from '../store.ts';
import { readStore, writeStore } from '../work.ts';
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
