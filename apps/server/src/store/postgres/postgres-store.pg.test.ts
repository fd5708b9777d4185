import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { OpenedHome } from '../../test-support/opened-home.ts';
import { read, write } from '../../test-support/opened-home.ts';
import { givenPostgres } from '../../test-support/opened-postgres.ts';
import { testStoreContract } from '../../test-support/store-contract.ts';
import type { Store } from '../store.ts';
import { readStore, type WriteWork, writeStore } from '../work.ts';
import type { PostgresOptions } from './postgres-options.ts';
import { inPostgresSnapshot } from './postgres-snapshot.ts';
import { openPostgresStore } from './postgres-store.ts';

const postgres = givenPostgres();
let options: PostgresOptions;
let name: string;
/** One for all tests: to make its tables takes longer than most of them. */
let kept: Store;
beforeAll(async () => {
  options = await postgres.newDatabase();
  name = new URL(options.url).pathname.slice(1);
  kept = await openPostgresStore(options);
});
afterAll(() => kept.close());

/** Leaves nothing in the tables, and begins another life of the data. */
const EMPTY = `DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT quote_ident(tablename) AS name FROM pg_tables
      WHERE schemaname = 'public' AND tablename NOT IN ('server_schema', 'audit_entry')
    LOOP EXECUTE 'DELETE FROM ' || one.name; END LOOP;
    TRUNCATE audit_entry;
    INSERT INTO server_meta (only_row, epoch, version) VALUES (1, gen_random_uuid()::text, 0);
  END $$`;

async function opened(): Promise<Store> {
  const store = await openPostgresStore(options);
  onTestFinished(() => store.close());
  return store;
}

async function openHome(): Promise<OpenedHome> {
  await postgres.process().query(EMPTY, name);
  return { store: kept, reopen: opened };
}

testStoreContract('PostgreSQL', openHome);

const division = (id: string, name: string) => ({ id, name });

test('S1: two processes that write at once take turns: no version is taken twice, none is left out', async () => {
  const { store, reopen } = await openHome();
  const taken: number[] = [];
  const takeOne = function* (): WriteWork<number> {
    const version = (yield* writeStore((tx) => tx.lockVersion())) + 1;
    yield* writeStore((tx) => tx.putVersion(version));
    return version;
  };
  const writeMany = async (one: Store) => {
    for (let count = 0; count < 20; count += 1) taken.push(await one.write(takeOne));
  };
  await Promise.all([writeMany(store), writeMany(await reopen())]);
  expect(taken.toSorted((left, right) => left - right)).toEqual(
    Array.from({ length: 40 }, (_, place) => place + 1),
  );
});

test('S1: what another process wrote is seen by the next write, and what was undone is not', async () => {
  const { store, reopen } = await openHome();
  const other = await reopen();
  const put = (version: number, name: string) =>
    function* (): WriteWork<void> {
      yield* writeStore((tx) => tx.putVersion(version));
      yield* writeStore((tx) => tx.updateRow('division', version, division('d', name)));
    };
  const seen = () =>
    store.write(function* (): WriteWork<unknown[]> {
      const row = yield* readStore((tx) => tx.row('division', 'd'));
      const [found] = yield* readStore((tx) => tx.rows('division', { id: 'd' }, 1));
      return [row?.data.name, found?.data.name, row?.version === found?.version];
    });
  await write(store, (tx) => tx.insertRow('division', 1, division('d', 'One')));
  expect(await seen()).toEqual(['One', 'One', true]);
  await other.write(put(2, 'Two'));
  expect(await seen()).toEqual(['Two', 'Two', true]);
  await store.write(put(3, 'Three'));
  expect(await seen()).toEqual(['Three', 'Three', true]);
  const undone = store.write(function* (): WriteWork<void> {
    yield* put(4, 'Four')();
    yield* readStore((tx) => tx.row('division', 'd'));
    yield* readStore((tx) => tx.rows('division', { id: 'd' }, 1));
    throw new Error('no');
  });
  await expect(undone).rejects.toThrow('no');
  expect(await seen()).toEqual(['Three', 'Three', true]);
  await store.write(function* (): WriteWork<void> {
    yield* writeStore((tx) => tx.savepoint());
    yield* put(4, 'Four')();
    yield* readStore((tx) => tx.row('division', 'd'));
    yield* readStore((tx) => tx.rows('division', { id: 'd' }, 1));
    yield* writeStore((tx) => tx.rollbackToSavepoint());
    yield* writeStore((tx) => tx.putVersion(3));
  });
  expect(await seen()).toEqual(['Three', 'Three', true]);
});

test('texts that PostgreSQL cannot hold are found by what they are, and by nothing else', async () => {
  const { store } = await openHome();
  const names = [
    'a\0b',
    'a\ufffdb',
    'a\ud800b',
    'a\udc00b',
    'a\uffff0000b',
    'a\uffffb',
    'a\\u0000b',
    'a\u0001"b',
  ];
  for (const [id, text] of names.entries()) {
    await write(store, (tx) => tx.insertRow('division', 1, division(`${id}`, text)));
  }
  for (const [id, text] of names.entries()) {
    const found = await read(store, (tx) => tx.rows('division', { name: text }, undefined));
    expect(found.map((row) => [row.id, row.data.name])).toEqual([[`${id}`, text]]);
  }
  const counts = await read(store, (tx) => tx.rowCounts('division', 'name'));
  expect(new Set(counts.map(({ value }) => value))).toEqual(new Set(names));
  await write(store, (tx) => tx.putPasswordHash('u\0', 'h\ud800'));
  expect(await read(store, (tx) => tx.passwordHash('u\0'))).toBe('h\ud800');
});

test('S15: a snapshot stays at its moment, for as long as it takes', async () => {
  const { store } = await openHome();
  await write(store, (tx) => tx.putVersion(1));
  const seen = await inPostgresSnapshot({ ...options, lockTimeoutMs: 30 }, async (snapshot) => {
    const version = () => snapshot.read(() => readStore((tx) => tx.version()));
    const before = await version();
    await write(store, (tx) => tx.putVersion(2));
    return [before, await version()];
  });
  expect(seen).toEqual([1, 1]);
});

test('an empty database has no snapshot, and one that is not there is refused with what to do', async () => {
  await postgres.process().database('empty');
  const url = postgres.process().url('empty');
  await expect(inPostgresSnapshot({ ...options, url }, async () => {})).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  const missing = openPostgresStore({ ...options, url: postgres.process().url('missing') });
  await expect(missing).rejects.toThrow('Check HOLDFAST_DATABASE_URL');
});

test('an index that is broken is told by the check', async () => {
  const { store } = await openHome();
  const set = (isValid: boolean) =>
    postgres
      .process()
      .query(
        `UPDATE pg_index SET indisvalid = ${isValid} WHERE indexrelid = 'auth_device_user'::regclass`,
        name,
      );
  await set(false);
  expect(await store.check()).toEqual([expect.stringContaining('auth_device_user')]);
  await set(true);
  expect(await store.check()).toEqual([]);
});
