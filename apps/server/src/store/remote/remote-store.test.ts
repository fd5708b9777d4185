import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../sqlite/migrate.ts';
import { createSqliteTransaction } from '../sqlite/sqlite-transaction.ts';
import { StorageFailure } from '../store.ts';
import { type WriteWork, writeStore } from '../work.ts';
import { type Driver, type Outcome, type RemoteConnection, RemoteFailure } from './driver.ts';
import { RemoteStore } from './remote-store.ts';

interface Line {
  /** What a commit does. */
  readonly commit: () => Promise<void>;
  readonly outcome: () => Promise<Outcome>;
}

const lost = () => new RemoteFailure('lost', 'CONNECTION_LOST', undefined);
const fine = async (): Promise<void> => {};

/** A store whose database does what a test says, and whose clock moves by waiting alone. */
function storeOn(line: Line) {
  let now = 0;
  let isLost = false;
  const db = new Database(':memory:');
  migrate(db);
  const transaction = createSqliteTransaction(db);
  const begun = { id: '1', move: undefined };
  const connection = (): RemoteConnection => ({
    get isLost() {
      return isLost;
    },
    beginRead: async () => transaction,
    endRead: () => {},
    beginWrite: async () => ({ ...begun, transaction }),
    async commit() {
      try {
        await line.commit();
      } catch (error) {
        isLost = true;
        throw error;
      }
    },
    rollback: fine,
    outcome: () => line.outcome(),
    check: async () => [],
    close: fine,
  });
  const driver: Driver = {
    async connect() {
      isLost = false;
      return connection();
    },
  };
  const times = { waitMs: 100, patienceMs: 1_000, outcomeWithinMs: 2_000 };
  const wait = async (milliseconds: number): Promise<void> => {
    now += milliseconds;
  };
  const clock = { now: () => now, elapsed: () => now, wait };
  return { store: new RemoteStore({ driver, connections: 2, ...times, ...clock }), now: () => now, wait };
}

/** Work that counts how often it ran. */
function counted() {
  let runs = 0;
  const work = function* (): WriteWork<number> {
    runs += 1 + (yield* writeStore((tx) => tx.lockVersion()));
    return runs;
  };
  return { work, runs: () => runs };
}

test('S5: where nobody can say what became of a commit, the work is not done again, and the caller is told', async () => {
  const { store, now } = storeOn({
    commit: () => Promise.reject(lost()),
    outcome: () => Promise.reject(lost()),
  });
  const { work, runs } = counted();
  await expect(store.write(work)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  expect(runs()).toBe(1);
  expect(now()).toBeGreaterThanOrEqual(2_000);
});

test('S5: it is asked what became of a commit until the transaction is over', async () => {
  const outcomes: Outcome[] = ['in progress', 'in progress', 'committed'];
  const { store } = storeOn({
    commit: () => Promise.reject(lost()),
    outcome: async () => outcomes.shift() ?? 'unknown',
  });
  const { work, runs } = counted();
  expect(await store.write(work)).toBe(1);
  expect([runs(), outcomes]).toEqual([1, []]);
});

test('work that always fails is given up after a while', async () => {
  const { store, now } = storeOn({ commit: () => Promise.reject(lost()), outcome: async () => 'aborted' });
  const { work, runs } = counted();
  await expect(store.write(work)).rejects.toBeInstanceOf(StorageFailure);
  expect(runs()).toBeGreaterThan(2);
  expect(now()).toBeLessThan(5_000);
});

test('who waited for longer than anybody waits is refused when their turn comes', async () => {
  const { store, wait } = storeOn({ commit: fine, outcome: async () => 'unknown' });
  const { work, runs } = counted();
  const slow = store.write(function* (): WriteWork<void> {
    yield* writeStore(() => wait(101));
  });
  const late = expect(store.write(work)).rejects.toMatchObject({ code: 'WAITED_TOO_LONG' });
  await slow;
  await late;
  expect(runs()).toBe(0);
  expect(await store.write(work)).toBe(1);
});

test('a store that is closed lets what runs end and refuses all else', async () => {
  const { store } = storeOn({ commit: fine, outcome: async () => 'unknown' });
  const { work } = counted();
  const running = store.write(work);
  const waiting = expect(store.write(work)).rejects.toMatchObject({ code: 'CLOSED' });
  await store.close();
  expect(await running).toBe(1);
  await waiting;
  await expect(store.write(work)).rejects.toMatchObject({ code: 'CLOSED' });
});
