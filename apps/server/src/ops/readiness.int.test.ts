import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allModels } from '@holdfast/shared/registry.ts';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { aloneCluster } from '../cluster/alone.ts';
import type { ClusterHealth } from '../cluster/cluster.ts';
import { FolderHome } from '../files/home/folder-home.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import { realOutside } from '../sync/outside.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { GuardedStore } from './guarded-store.ts';
import { Lifecycle } from './lifecycle.ts';
import { readReadiness } from './readiness.ts';

function openGuarded(): GuardedStore {
  const outside = realOutside();
  const store = openSqliteStore({ folder: tempFolder(), models: allModels, newId: outside.newId });
  return new GuardedStore({ store, outside, log: pino({ level: 'silent' }) });
}

const figures = {
  files: { probe: () => Promise.resolve() },
  cluster: aloneCluster(realOutside()),
  connections: () => 2,
  rooms: () => 1,
  uptime: () => 7,
  now: () => '2026-03-02T09:30:00.000Z',
};

test('a server is ready once it has read what it needs, until it is told to stop', async () => {
  const store = openGuarded();
  onTestFinished(() => store.close());
  const lifecycle = new Lifecycle();
  const read = () => readReadiness({ ...figures, store, lifecycle });
  expect(await read()).toMatchObject({ status: 'starting', database: 'up', websocket: { status: 'down' } });
  lifecycle.serves();
  expect(await read()).toEqual({
    status: 'ready',
    database: 'up',
    files: 'up',
    cache: 'none',
    websocket: { status: 'up', connections: 2, rooms: 1, uptime: 7, processes: 1, redisLatencyMs: null },
    timestamp: '2026-03-02T09:30:00.000Z',
  });
  lifecycle.drains();
  expect(await read()).toMatchObject({ status: 'draining', database: 'up', websocket: { status: 'down' } });
  lifecycle.serves();
  expect(await read()).toMatchObject({ status: 'draining' });
});

test('a database that cannot be read makes a server broken', async () => {
  const store = openGuarded();
  await store.close();
  const lifecycle = new Lifecycle();
  lifecycle.serves();
  const readiness = await readReadiness({ ...figures, store, lifecycle });
  expect(readiness).toMatchObject({ status: 'broken', database: 'down', websocket: { status: 'up' } });
});

test('a disk that takes no files does not keep a server from everything else', async () => {
  const store = openGuarded();
  onTestFinished(() => store.close());
  const lifecycle = new Lifecycle();
  lifecycle.serves();
  const file = join(tempFolder(), 'a file where the folder should be');
  writeFileSync(file, '');
  const readiness = await readReadiness({ ...figures, files: new FolderHome(file), store, lifecycle });
  expect(readiness).toMatchObject({ status: 'ready', database: 'up', files: 'down' });
});

test('without Redis a server is ready: what it brings waits, and everything durable goes on', async () => {
  const store = openGuarded();
  onTestFinished(() => store.close());
  const lifecycle = new Lifecycle();
  lifecycle.serves();
  const of = (health: ClusterHealth) => readReadiness({ ...figures, cluster: { health }, store, lifecycle });
  expect(await of({ status: 'down', latencyMs: undefined, processes: 1 })).toMatchObject({
    status: 'ready',
    cache: 'down',
    websocket: { processes: 1, redisLatencyMs: null },
  });
  expect(await of({ status: 'up', latencyMs: 0.4, processes: 3 })).toMatchObject({
    cache: 'up',
    websocket: { processes: 3, redisLatencyMs: 0.4 },
  });
});
