import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { CutLine } from '../../test-support/cut-line.ts';
import { read, write } from '../../test-support/opened-home.ts';
import { givenPostgres } from '../../test-support/opened-postgres.ts';
import { StorageFailure, type Store } from '../store.ts';
import { type WriteWork, writeStore } from '../work.ts';
import type { PostgresOptions } from './postgres-options.ts';
import { openPostgresStore } from './postgres-store.ts';

/** As it stands on the line; `READ COMMITTED` is not it. */
const COMMIT = 'COMMIT\0';

const postgres = givenPostgres();
let options: PostgresOptions;
beforeAll(async () => {
  options = await postgres.newDatabase();
});

async function opened(more: Partial<PostgresOptions> = {}): Promise<Store> {
  const store = await openPostgresStore({ ...options, ...more });
  onTestFinished(() => store.close());
  return store;
}

/** A store behind a line that can be cut, and work that counts in a sequence of this name. */
async function counting(name: string, more: Partial<PostgresOptions> = {}) {
  const line = await CutLine.to(postgres.process().port);
  onTestFinished(() => line.close());
  const url = options.url.replace(`:${postgres.process().port}/`, `:${line.port}/`);
  const store = await opened({ url, ...more });
  let runs = 0;
  const count = function* (): WriteWork<number> {
    runs += 1;
    const next = (yield* writeStore((tx) => tx.lastInSequence(name))) + 1;
    yield* writeStore((tx) => tx.putSequence(name, next));
    return next;
  };
  const counted = () => read(store, (tx) => tx.lastInSequence(name));
  return { line, store, count, counted, runs: () => runs };
}

test('S5: a commit whose answer was lost stands, and its work is not done a second time', async () => {
  const { line, store, count, counted, runs } = await counting('answer lost');
  line.cutAt(COMMIT, 'unanswered');
  expect(await store.write(count)).toBe(1);
  expect([runs(), await counted()]).toEqual([1, 1]);
});

test('S5: a commit that never arrived is done again, once', async () => {
  const { line, store, count, counted, runs } = await counting('commit lost');
  line.cutAt(COMMIT, 'unsent');
  expect(await store.write(count)).toBe(1);
  expect([runs(), await counted()]).toEqual([2, 1]);
});

test('S5: a transaction that hangs without its commit is ended, and done again, once', async () => {
  const { line, store, count, counted, runs } = await counting('hung', { lockTimeoutMs: 60_000 });
  line.cutAt(COMMIT, 'hung');
  expect(await store.write(count)).toBe(1);
  expect([runs(), await counted()]).toEqual([2, 1]);
});

test('S5: work whose connection is lost before the commit is done again, once', async () => {
  const { line, store, count, counted, runs } = await counting('work lost');
  line.cutAt('FROM sync_sequence', 'unanswered');
  expect(await store.write(count)).toBe(1);
  expect([runs(), await counted()]).toEqual([2, 1]);
});

test('S5: a connection over which no answers come is given up, and the work done again, once', async () => {
  const { line, store, count, counted, runs } = await counting('silent', {
    statementTimeoutMs: 200,
    lockTimeoutMs: 100,
  });
  line.cutAt('FROM sync_sequence', 'silent');
  expect(await store.write(count)).toBe(1);
  expect([runs(), await counted()]).toEqual([2, 1]);
});

test('reading goes on over a new connection', async () => {
  const { line, store, counted } = await counting('reading');
  await write(store, (tx) => tx.putSequence('reading', 7));
  line.cutAt('FROM sync_sequence', 'unsent');
  expect(await counted()).toBe(7);
});

test('S5: a PostgreSQL that crashes again and again loses nothing that was acknowledged and doubles nothing', async () => {
  const { store, count, counted } = await counting('crash');
  const acknowledged: number[] = [];
  let isOver = false;
  const writing = (async () => {
    while (!isOver) {
      const next = await store.write(count).catch((error) => {
        if (error instanceof StorageFailure) return undefined;
        throw error;
      });
      if (next !== undefined) acknowledged.push(next);
    }
  })();
  for (const how of ['crash', 'stop', 'crash'] as const) {
    const before = acknowledged.length;
    await expect.poll(() => acknowledged.length, { interval: 2 }).toBeGreaterThan(before + 5);
    await postgres.process()[how]();
    await postgres.process().restart();
  }
  isOver = true;
  await writing;
  const last = acknowledged.at(-1) ?? 0;
  // Each work adds one to what it read: doubled work would skip a number, lost work would give one twice.
  expect(acknowledged).toEqual(Array.from({ length: last }, (_, place) => place + 1));
  expect(await counted()).toBe(last);
});

test('a PostgreSQL that is gone is a failure of the storage, and all goes on when it is back', async () => {
  const { store, count, counted } = await counting('gone', { patienceMs: 50 });
  await store.write(count);
  await postgres.process().stop();
  await expect(store.write(count)).rejects.toBeInstanceOf(StorageFailure);
  await expect(openPostgresStore(options)).rejects.toBeInstanceOf(StorageFailure);
  await postgres.process().restart();
  expect(await store.write(count)).toBe(2);
  expect(await counted()).toBe(2);
});

test('a transaction that PostgreSQL gave up as a deadlock is done again, once', async () => {
  await postgres.process().query(`ALTER DATABASE ${nameOf(options)} SET deadlock_timeout = '10ms'`);
  const store = await opened();
  let meddling: Promise<unknown> | undefined;
  const versions: number[] = [];
  await store.write(function* (): WriteWork<void> {
    versions.push(yield* writeStore((tx) => tx.lastInSequence('deadlock')));
    if (meddling === undefined) {
      meddling = postgres.process().query(MEDDLING, nameOf(options));
      yield* writeStore(() => until("wait_event_type = 'Lock' AND query LIKE '%-- meddling%'"));
    }
    yield* writeStore((tx) => tx.putSequence('deadlock', 10));
  });
  await meddling;
  // It may be given up more than once; the last run sees what the other one committed.
  expect(versions.length).toBeGreaterThan(1);
  expect(versions.at(-1)).toBe(1);
  expect(await read(store, (tx) => tx.lastInSequence('deadlock'))).toBe(10);
});

/** Takes what a write takes, the other way round. */
const MEDDLING = `SET deadlock_timeout = '10s'; BEGIN;
  INSERT INTO sync_sequence (name, value) VALUES ('deadlock', 1);
  SELECT 1 FROM server_meta FOR UPDATE; COMMIT -- meddling`;

test('a counter that somebody holds is not waited for without end', async () => {
  const store = await opened({ lockTimeoutMs: 40 });
  const holding = postgres
    .process()
    .query(
      'BEGIN; SELECT 1 FROM server_meta FOR UPDATE; SELECT pg_sleep(0.3); COMMIT -- holding',
      nameOf(options),
    );
  await until("wait_event = 'PgSleep' AND query LIKE '%-- holding%'");
  const waiting = write(store, (tx) => tx.putSequence('held', 1));
  await expect(waiting).rejects.toMatchObject({ code: 'LOCK_TIMEOUT', retryAfterMs: expect.any(Number) });
  await holding;
  await write(store, (tx) => tx.putSequence('held', 1));
});

test('a process that stands still in a transaction does not hold the others', async () => {
  const [frozen, other] = [await opened({ lockTimeoutMs: 40 }), await opened()];
  let isFrozen = true;
  const stuck = frozen.write(function* (): WriteWork<void> {
    const next = (yield* writeStore((tx) => tx.lastInSequence('frozen'))) + 10;
    yield* writeStore((tx) => tx.putSequence('frozen', next));
    if (!isFrozen) return;
    isFrozen = false;
    yield* writeStore(() => write(other, (tx) => tx.putSequence('frozen', 1)));
  });
  await stuck;
  expect(await read(other, (tx) => tx.lastInSequence('frozen'))).toBe(11);
});

/** Waits until a connection is in this state. */
async function until(state: string): Promise<void> {
  const sql = `SELECT count(*)::integer AS found FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND ${state}`;
  const found = async () => (await postgres.process().query(sql))[0]?.found;
  await expect.poll(found, { interval: 5 }).toBe(1);
}

function nameOf({ url }: PostgresOptions): string {
  return new URL(url).pathname.slice(1);
}
