import { setTimeout as wait } from 'node:timers/promises';
import { allModels } from '@holdfast/shared/registry.ts';
import pg from 'pg';
import { expect, test } from 'vitest';
import { read, write } from '../../test-support/opened-home.ts';
import { givenPostgres } from '../../test-support/opened-postgres.ts';
import { newId } from '../../test-support/test-server.ts';
import { readStore } from '../work.ts';
import { HOLD_ALL } from './hold-all.ts';
import { openPostgresStore } from './postgres-store.ts';

const postgres = givenPostgres();

/** As an older server knows them: tickets are not looked up by anything yet. */
const olderModels = allModels.map((model) =>
  model.table === 'ticket' ? { ...model, lookups: [], serverIndexes: [] } : model,
);

test('S15, S24: who reads while a newer process writes a table anew, sees all of its rows', async () => {
  const options = await postgres.newDatabase({ models: olderModels });
  const older = await openPostgresStore(options);
  const id = newId();
  await write(older, (tx) => tx.insertRow('ticket', 1, { id, title: 'There before', projectId: null }));

  let isOpen = false;
  const found = await older.read(function* () {
    yield* readStore((tx) => tx.version());
    const opening = openPostgresStore({ ...options, models: allModels }).then((newer) => {
      isOpen = true;
      return newer;
    });
    // It has waited for whoever reads, or it is done.
    yield* readStore(async () => {
      while (!(isOpen || (await isWaited(options.url, 'AccessExclusiveLock')))) await wait(5);
    });
    const row = yield* readStore((tx) => tx.row('ticket', id));
    return { row, opening };
  });
  const newer = await found.opening;
  expect(found.row).toBeDefined();
  expect(await read(newer, (tx) => tx.row('ticket', id))).toEqual(found.row);
  await Promise.all([older.close(), newer.close()]);
});

test('S15: who begins to read while tables are written anew, sees all of their rows', async () => {
  const options = await postgres.newDatabase();
  const store = await openPostgresStore(options);
  const id = newId();
  await write(store, (tx) => tx.insertRow('ticket', 1, { id, title: 'There before', projectId: null }));
  const other = new pg.Client({ connectionString: options.url });
  await other.connect();
  await other.query(`BEGIN; ${HOLD_ALL}`);
  const reading = store.read(function* () {
    yield* readStore((tx) => tx.version());
    return yield* readStore((tx) => tx.row('ticket', id));
  });
  while (!(await isWaited(options.url, 'AccessShareLock'))) await wait(5);
  await other.query('ALTER TABLE ticket ADD COLUMN newer text GENERATED ALWAYS AS (id) STORED; COMMIT');
  await other.end();
  expect(await reading).toBeDefined();
  await store.close();
});

async function isWaited(url: string, mode: string): Promise<boolean> {
  const database = new URL(url).pathname.slice(1);
  const sql = `SELECT 1 FROM pg_locks WHERE NOT granted AND mode = '${mode}'`;
  return (await postgres.process().query(sql, database)).length > 0;
}
