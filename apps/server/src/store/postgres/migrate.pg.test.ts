import { readdirSync } from 'node:fs';
import { allModels } from '@holdfast/shared/registry.ts';
import Database from 'better-sqlite3';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { read, write } from '../../test-support/opened-home.ts';
import { givenPostgres } from '../../test-support/opened-postgres.ts';
import { openedStore } from '../../test-support/opened-store.ts';
import { dataFile } from '../sqlite/data-file.ts';
import { keptColumns } from './model-tables.ts';
import type { PostgresOptions } from './postgres-options.ts';
import { openPostgresStore } from './postgres-store.ts';

/** What only PostgreSQL needs: which migrations ran, and who wrote last. */
const OWN = ['server_schema', 'server_writer'];

const postgres = givenPostgres();
let options: PostgresOptions;
beforeAll(async () => {
  options = await postgres.newDatabase();
});

const ask = (sql: string) => postgres.process().query(sql, new URL(options.url).pathname.slice(1));

test('processes that start at once on an empty database make one database', async () => {
  const stores = await Promise.all([1, 2, 3].map(() => openPostgresStore(options)));
  const epochs = await Promise.all(stores.map((store) => read(store, (tx) => tx.epoch())));
  expect(new Set(epochs).size).toBe(1);
  for (const store of stores) await store.close();
});

test('both homes have the same migrations, by number and name', () => {
  const names = (home: string) => readdirSync(new URL(`../${home}/migrations`, import.meta.url)).sort();
  expect(names('postgres')).toEqual(names('sqlite'));
});

test('both homes have the same tables, columns and indexes in the end', async () => {
  const sqlite = sqliteShape();
  const store = await openPostgresStore(options);
  onTestFinished(() => store.close());
  const columns = await ask(`SELECT table_name || '.' || column_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND NOT table_name = ANY('{${OWN}}')`);
  // Columns that stand in no index are computed when they are asked for.
  const kept = new Set(
    allModels.flatMap((model) => [...keptColumns(model)].map((one) => `${model.table}.${one}`)),
  );
  const computed = new Set(
    allModels
      .flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`))
      .filter((one) => !kept.has(one)),
  );
  expect(namesOf(columns)).toEqual(sqlite.columns.filter((column) => !computed.has(column)));
  const indexes = await ask(`SELECT tablename || '.' || indexname AS name FROM pg_indexes
    WHERE schemaname = 'public' AND NOT tablename = ANY('{${OWN}}')
      AND indexname NOT LIKE '%\\_pkey' AND indexname NOT LIKE '%\\_key'`);
  expect(namesOf(indexes)).toEqual(sqlite.indexes);
});

test('S24: a column that a model gains is there for rows that were written before, also by a process that does not know it', async () => {
  const one = await postgres.newDatabase();
  const old = allModels.map((model) => (model.table === 'division' ? { ...model, lookups: [] } : model));
  const before = await openPostgresStore({ ...one, models: old });
  onTestFinished(() => before.close());
  const put = (id: string) => write(before, (tx) => tx.insertRow('division', 1, { id, name: 'Roads' }));
  await put('a');
  const after = await openPostgresStore(one);
  onTestFinished(() => after.close());
  await put('b');
  const found = await read(after, (tx) => tx.rows('division', { name: 'Roads' }, undefined));
  expect(found.map((row) => row.id)).toEqual(['a', 'b']);
});

test('a database written by a newer server is refused with what to do', async () => {
  await ask('INSERT INTO server_schema (number) VALUES (999)');
  await expect(openPostgresStore(options)).rejects.toThrow('newer server');
  await ask('DELETE FROM server_schema WHERE number = 999');
});

test('a database that is not in UTF-8 is refused with what to do', async () => {
  await postgres.process().query("CREATE DATABASE other ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0");
  const other = openPostgresStore({ ...options, url: postgres.process().url('other') });
  await expect(other).rejects.toThrow("ENCODING 'UTF8'");
});

function sqliteShape() {
  const { folder } = openedStore();
  const db = new Database(dataFile(folder), { readonly: true });
  onTestFinished(() => {
    db.close();
  });
  const names = (sql: string) => db.prepare<[], string>(sql).pluck().all().sort();
  return {
    columns:
      names(`SELECT m.name || '.' || c.name FROM sqlite_schema AS m JOIN pragma_table_xinfo(m.name) AS c
      WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'`),
    indexes: names(`SELECT tbl_name || '.' || name FROM sqlite_schema
      WHERE type = 'index' AND name NOT LIKE 'sqlite%'`),
  };
}

function namesOf(lines: readonly Record<string, unknown>[]): readonly string[] {
  return lines.map(({ name }) => String(name)).sort();
}
