import Database from 'better-sqlite3';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { dataFile } from '../store/sqlite/data-file.ts';
import type { Store } from '../store/store.ts';
import { type Outside, realOutside } from '../sync/outside.ts';
import { read } from '../test-support/opened-home.ts';
import { openedStore } from '../test-support/opened-store.ts';
import { Auditor } from './auditor.ts';
import { checkChain } from './check-chain.ts';

const log = pino({ level: 'silent' });
const START = Date.parse('2026-03-02T10:00:00.000Z');
const guess = { kind: 'sign-in-refused', actorId: null, subject: 'user:ada', address: '192.0.2.1' } as const;

/** An outside whose clock stands and whose timers run when they are told to. */
function stillOutside() {
  const timers = new Set<() => void>();
  let now = START;
  const outside: Outside = {
    ...realOutside(() => now),
    every: (_, run) => {
      timers.add(run);
      return () => timers.delete(run);
    },
  };
  const tick = (ms: number) => {
    now += ms;
  };
  return { outside, timers, tick };
}

function auditorOn(store: Store) {
  const still = stillOutside();
  return { ...still, auditor: new Auditor({ store, outside: still.outside, log }) };
}

const entries = (store: Store) => read(store, (tx) => tx.auditAfter(0, 1_000));

test('refusals of one kind, person and address become one entry with their count', async () => {
  const { store } = openedStore();
  const { auditor, tick } = auditorOn(store);
  for (let count = 0; count < 500; count += 1) {
    auditor.refused(guess);
    tick(10);
  }
  auditor.refused({ ...guess, address: '192.0.2.2' });
  expect(await entries(store)).toEqual([]);
  await auditor.idle();
  expect(await entries(store)).toMatchObject([
    {
      seq: 1,
      at: '2026-03-02T10:00:00.000Z',
      kind: 'sign-in-refused',
      address: '192.0.2.1',
      subject: 'user:ada',
      details: { count: 500, until: '2026-03-02T10:00:04.990Z' },
    },
    { seq: 2, address: '192.0.2.2', details: {} },
  ]);
});

test('what was tried is named, as far as it is not too much', async () => {
  const { store } = openedStore();
  const { auditor } = auditorOn(store);
  for (let place = 0; place < 30; place += 1) auditor.refused({ ...guess, subject: `user:${place}` });
  await auditor.idle();
  const [entry] = await entries(store);
  expect(entry).toMatchObject({ subject: null, details: { count: 30 } });
  expect(entry?.details.subjects).toHaveLength(10);
});

test('refusals from very many addresses take little room, and each is counted', async () => {
  const { store } = openedStore();
  const { auditor } = auditorOn(store);
  for (let place = 0; place < 5_000; place += 1) auditor.refused({ ...guess, address: `192.0.2.${place}` });
  await auditor.idle();
  const kept = await entries(store);
  expect(kept).toHaveLength(101);
  const count = kept.reduce((sum, { details }) => sum + Number(details.count ?? 1), 0);
  expect(count).toBe(5_000);
});

test('they are written when the minute is over, and no timer runs on', async () => {
  const { store } = openedStore();
  const { auditor, timers } = auditorOn(store);
  expect(timers.size).toBe(0);
  auditor.refused(guess);
  expect(timers.size).toBe(1);
  for (const run of timers) run();
  await auditor.idle();
  expect(await entries(store)).toHaveLength(1);
  expect(timers.size).toBe(0);
});

test('refusals that could not be kept wait for the next minute', async () => {
  const { store, folder } = openedStore({ busyTimeoutMs: 10 });
  const { auditor, timers } = auditorOn(store);
  const other = new Database(dataFile(folder));
  onTestFinished(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  auditor.refused(guess);
  await auditor.idle();
  auditor.refused(guess);
  expect(timers.size).toBe(1);
  other.exec('ROLLBACK');
  await auditor.idle();
  expect(await entries(store)).toMatchObject([{ details: { count: 2 } }]);
});

test('entries of many writers at once are one whole chain', async () => {
  const { store } = openedStore();
  const writers = [auditorOn(store), auditorOn(store)];
  const notes = Array.from({ length: 20 }, (_, place) =>
    writers[place % 2]?.auditor.note({ kind: 'sign-in', actorId: `${place}`, subject: null }),
  );
  await Promise.all(notes);
  expect(await checkChain(store, realOutside())).toMatchObject({ entries: 20, brokenAt: null });
});
