import { allModels } from '@holdfast/shared/registry.ts';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { OpeningStore } from '../store/opening-store.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import { readStore, writeStore } from '../store/work.ts';
import { knownError } from '../sync/busy.ts';
import { realOutside } from '../sync/outside.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { GuardedStore } from './guarded-store.ts';

/** A real store on a disk that can be made full, behind its breakers. */
function guardedStore() {
  const connections: Database.Database[] = [];
  const outside = realOutside();
  const store = openSqliteStore({
    folder: tempFolder(),
    models: allModels,
    newId: outside.newId,
    openFile: (file, options) => {
      const db = new Database(file, options);
      connections.push(db);
      return db;
    },
  });
  const guarded = new GuardedStore({ store, outside, log: pino({ level: 'silent' }) });
  onTestFinished(() => guarded.close());
  return {
    guarded,
    setFull: (isFull: boolean) => {
      for (const db of connections) {
        const pages = isFull ? db.pragma('page_count', { simple: true }) : 1_000_000;
        db.pragma(`max_page_count = ${pages}`);
      }
    },
  };
}

const readVersion = (store: GuardedStore) => store.read(() => readStore((tx) => tx.version()));
const writeMuch = (store: GuardedStore) =>
  store.write(() => writeStore((tx) => tx.putPasswordHash('somebody', 'x'.repeat(100_000))));

test('a database that fails again and again is left alone: writes are answered at once, reads go on, and it closes by itself', async () => {
  const { guarded, setFull } = guardedStore();
  setFull(true);
  for (let count = 0; count < 3; count += 1) {
    expect(guarded.health).toEqual({ reading: true, writing: true });
    // What writes nothing succeeds even now, and says nothing about the disk.
    await guarded.write(() => readStore((tx) => tx.version()));
    await expect(writeMuch(guarded)).rejects.toMatchObject({ code: 'SQLITE_FULL' });
  }
  expect(guarded.health).toEqual({ reading: true, writing: false });
  const refused = await writeMuch(guarded).catch((error: unknown) => knownError(error));
  expect(refused).toMatchObject({
    code: 'SERVER_BUSY',
    details: { reason: 'storage', retryAfterMs: 2_000 },
  });
  expect(await readVersion(guarded)).toBe(0);

  setFull(false);
  await vi.waitFor(() => expect(guarded.health.writing).toBe(true), { timeout: 5_000 });
  await writeMuch(guarded);
});

test('an error that the work throws is no failure of the database', async () => {
  const { guarded } = guardedStore();
  const refuse = () =>
    // biome-ignore lint/correctness/useYield: work that throws before its first call.
    guarded.write(function* () {
      throw new Error('not a failure');
    });
  for (let count = 0; count < 10; count += 1) await expect(refuse()).rejects.toThrow('not a failure');
  expect(guarded.health).toEqual({ reading: true, writing: true });
});

test('data that is not open yet has not failed: once it is open it is asked at once', async () => {
  const outside = realOutside();
  const open = async () => openSqliteStore({ folder: tempFolder(), models: allModels, newId: outside.newId });
  const opening = new OpeningStore(open);
  const guarded = new GuardedStore({ store: opening, outside, log: pino({ level: 'silent' }) });
  onTestFinished(() => guarded.close());
  for (let tries = 0; tries < 5; tries += 1) {
    const error = await readVersion(guarded).catch((failure: unknown) => failure);
    expect(knownError(error)?.code).toBe('SERVER_BUSY');
  }
  await opening.open();
  expect(await readVersion(guarded)).toBe(0);
  expect(guarded.health).toEqual({ reading: true, writing: true });
});
