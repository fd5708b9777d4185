import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import { readStore, type WriteWork, writeStore } from '../store/work.ts';
import { newTicket } from '../test-support/changes.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { newId } from '../test-support/test-server.ts';
import { applyMutation } from './apply-mutation.ts';
import type { Commit } from './commit.ts';
import { CommitQueue } from './commit-queue.ts';
import { noObserver } from './observer.ts';
import { realOutside } from './outside.ts';
import { systemActor } from './system-actor.ts';

function openQueue(makeId = newId) {
  const folder = tempFolder();
  const store = openSqliteStore({ folder, models: allModels, newId, busyTimeoutMs: 10 });
  onTestFinished(() => store.close());
  const queue = new CommitQueue({
    store,
    observer: noObserver,
    outside: { ...realOutside(), newId: makeId },
    log: pino({ level: 'silent' }),
    maxMutations: 100,
    onCommit: () => {},
  });
  return { folder, store, queue };
}

const create = (commit: Commit) =>
  applyMutation(commit, systemActor, { name: 'ticket.create', args: newTicket(), at: commit.now });

test('S5: a job is answered by the run that was committed, also where another breaks the transaction', async () => {
  const { store, queue } = openQueue();
  let runs = 0;
  const good = queue.submit(1, function* (): WriteWork<number> {
    runs += 1;
    yield* writeStore((tx) => tx.moveScope({ scope: 'good', head: runs, digest: 0, live: 0 }));
    return runs;
  });
  const bad = queue.submit(1, function* (): WriteWork<void> {
    yield* writeStore((tx) => tx.moveScope({ scope: 'bad', head: 1, digest: 0, live: 0 }));
    throw new Error('a fault');
  });
  await expect(bad).rejects.toThrow('a fault');
  expect(await good).toBe(2);
  const heads = await store.read(() => readStore((tx) => tx.headsAbove(0)));
  expect(heads).toEqual([{ scope: 'good', head: 2, historyStartsAt: 0 }]);
});

test('S5: a job that is refused leaves the others of its transaction as they are', async () => {
  const { queue } = openQueue();
  let runs = 0;
  const good = queue.submit(1, function* (): WriteWork<number> {
    runs += 1;
    yield* writeStore((tx) => tx.moveScope({ scope: 'good', head: 1, digest: 0, live: 0 }));
    return runs;
  });
  const refused = queue.submit(1, function* (): WriteWork<void> {
    yield* writeStore((tx) => tx.version());
    throw new HoldfastError('CONFLICT', 'no');
  });
  await expect(refused).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await good).toBe(1);
});

test('S5: a database that fails answers SERVER_BUSY with a time to come back, and works again after', async () => {
  const { folder, queue } = openQueue();
  const other = new Database(`${folder}/holdfast.sqlite`);
  onTestFinished(() => {
    other.close();
  });
  other.exec('BEGIN IMMEDIATE');
  await expect(queue.submit(1, create)).rejects.toMatchObject({
    code: 'SERVER_BUSY',
    details: { retryAfterMs: expect.any(Number) },
  });
  other.exec('ROLLBACK');
  expect(await queue.submit(1, create)).toBe(1);
});

test('S1: a mutation that fails half-way is undone whole: rows, numbers, entries and version', async () => {
  const ids = [newId(), newId()];
  const taken = ids[0] ?? '';
  // The second activity gets an id that exists: its mutation fails after its ticket has a number.
  const { store, queue } = openQueue(() => ids.shift() ?? newId());
  expect(await queue.submit(1, create)).toBe(1);
  ids.unshift(taken);
  const attempt = queue.submit(2, function* (commit: Commit): WriteWork<string> {
    try {
      yield* create(commit);
      return 'accepted';
    } catch (error) {
      return error instanceof HoldfastError ? error.code : 'fault';
    }
  });
  expect(await attempt).toBe('CONFLICT');
  expect(await queue.submit(1, create)).toBe(2);
  const tickets = await store.read(() => readStore((tx) => tx.rows('ticket', {}, undefined)));
  expect(tickets.map((row) => [row.version, row.data.number])).toEqual([
    [1, 1],
    [2, 2],
  ]);
});

test('more jobs than fit a transaction all get their turn, in order', async () => {
  const { queue } = openQueue();
  const versions = await Promise.all(Array.from({ length: 250 }, () => queue.submit(1, create)));
  expect(versions).toEqual(Array.from({ length: 250 }, (_, place) => place + 1));
});

/** The same work on a database that says only at the end of a part that something of it failed. */
function* failingLate<T>(work: WriteWork<T>): WriteWork<T> {
  const releaseSavepoint = (): never => {
    throw new Error('said late');
  };
  let step = work.next();
  while (!step.done) {
    const call = step.value;
    try {
      step = work.next(yield (tx) => call({ ...tx, releaseSavepoint }));
    } catch (error) {
      step = work.throw(error);
    }
  }
  return step.value;
}

test('S1: a part of which is said late that it failed takes no version, moves no scope and is not there', async () => {
  const { store, queue } = openQueue();
  const versions = await queue.submit(3, function* (commit): WriteWork<number[]> {
    const first = yield* create(commit);
    try {
      yield* failingLate(create(commit));
    } catch {
      // As a mutation that is refused: those after it go on.
    }
    return [first, commit.version, yield* create(commit)];
  });
  expect(versions).toEqual([1, 1, 2]);
  const tickets = await store.read(() => readStore((tx) => tx.rows('ticket', {}, undefined)));
  expect(tickets.map(({ version }) => version).toSorted()).toEqual([1, 2]);
  expect(tickets.map(({ data }) => data.number).toSorted()).toEqual([1, 2]);
});
