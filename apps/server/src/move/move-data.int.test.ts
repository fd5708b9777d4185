import { expect, test } from 'vitest';
import { MOVING } from '../store/refuse-moved.ts';
import { StorageFailure, type Store } from '../store/store.ts';
import { everythingIn, moveHome, moveWorld, oneChange } from '../test-support/move-world.ts';
import { write } from '../test-support/opened-home.ts';
import type { LineDatabase } from './lines.ts';
import { readMark } from './marks.ts';
import { LEFT_BEHIND, movedTables } from './moved-tables.ts';

test('every table of the server is moved, or stays behind on purpose', async () => {
  const { source, target } = await moveWorld(0);
  const moved = (await movedTables(source.lines, target.lines)).map(({ name }) => name);
  const all = await source.lines.all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  expect([...moved, ...LEFT_BEHIND].toSorted()).toEqual(all.map(([name]) => name));
});

test('S19: the moved data is the same to every read, with its epoch and its versions', async () => {
  const { source, target } = await moveWorld();
  const before = await everythingIn(source.store);
  const report = await moveHome(source, target);
  expect(await everythingIn(target.store)).toEqual(before);
  expect(report).toMatchObject({ version: 12, lines: expect.any(Number) });
});

test('after a move the old home takes no more writes, and the new one does', async () => {
  const { source, target } = await moveWorld();
  await moveHome(source, target);
  await expect(source.store.write(() => oneChange(13))).rejects.toThrow('MOVED');
  await target.store.write(() => oneChange(13));
});

test('what is written while the data is copied is moved too', async () => {
  const { source, target } = await moveWorld();
  let n = 12;
  const says: string[] = [];
  const report = await moveHome(source, target, {
    say: (words) => {
      says.push(words);
      // A store on SQLite has written when `write` returns.
      if (words !== 'Holding writes.') void source.store.write(() => oneChange(++n));
    },
  });
  expect(says).toContain('Comparing every line.');
  expect(report.version).toBe(n);
  expect(n).toBeGreaterThan(20);
  expect(await everythingIn(target.store)).toEqual(await everythingIn(source.store));
});

test('S18: what grew old and is deleted while the data is copied is not in the new home', async () => {
  const { source, target } = await moveWorld(40);
  let dropped = 0;
  await moveHome(source, target, {
    say: async (words) => {
      if (words !== 'Comparing every line.') return;
      dropped = await write(source.store, (tx) => tx.dropGone(30, 1_000));
      await write(source.store, (tx) => tx.dropGrants(30));
      await write(source.store, (tx) => tx.dropResults('2027', 30, 1_000));
    },
  });
  expect(dropped).toBeGreaterThan(0);
  expect(await everythingIn(target.store)).toEqual(await everythingIn(source.store));
});

test('data goes back to where it was, and its old lines are brought up to date', async () => {
  const { source, target } = await moveWorld();
  await moveHome(source, target);
  for (let n = 13; n < 20; n += 1) await target.store.write(() => oneChange(n));
  await write(target.store, (tx) => tx.dropGone(10, 1_000));
  await moveHome(target, source);
  expect(await everythingIn(source.store)).toEqual(await everythingIn(target.store));
  await source.store.write(() => oneChange(20));
});

test('S19: data of another life is not gone over, even where nobody serves it', async () => {
  const { source, target } = await moveWorld();
  const third = await moveWorld();
  await moveHome(source, target);
  await expect(moveHome(third.source, source)).rejects.toThrow('is not empty');
});

test('S19: where a new life begins while data is copied, it stays: nobody would find the new home open', async () => {
  const { source, target } = await moveWorld();
  const moved = moveHome(source, target, {
    // A store on SQLite has written when `write` returns.
    say: (words) => {
      if (words === 'Comparing every line.') void write(source.store, (tx) => tx.putEpoch('another'));
    },
  });
  await expect(moved).rejects.toThrow('a new life');
  await source.store.write(() => oneChange(13));
  expect(await readMark(source.lines)).toBeUndefined();
});

test('data that only earlier servers know is not moved: they would write on', async () => {
  const { source, target } = await moveWorld();
  await source.lines.all('ALTER TABLE server_meta DROP COLUMN moved_to');
  await expect(moveHome(source, target)).rejects.toThrow('Stop them, and start this one first.');
});

test('a home in which something is refuses to be moved to', async () => {
  const { source, target } = await moveWorld();
  await target.store.write(() => oneChange(1));
  await expect(moveHome(source, target)).rejects.toThrow('is not empty');
  await source.store.write(() => oneChange(13));
});

test('what was not kept as it was written is found, and the data stays where it is', async () => {
  const { source, target } = await moveWorld();
  // A home that loses the end of long texts.
  await target.lines.all(`CREATE TRIGGER cuts AFTER INSERT ON ticket
    BEGIN UPDATE ticket SET data = json_set(data, '$.title', 'T') WHERE id = new.id; END`);
  await expect(moveHome(source, target)).rejects.toThrow('lines of ticket are not in the new home');
  await source.store.write(() => oneChange(13));
});

test('writes that were held too long go on, and then the data stays', async () => {
  const { source, target } = await moveWorld();
  let n = 12;
  const slow: LineDatabase = {
    ...target.lines,
    async all(sql, values) {
      if (!sql.startsWith('UPDATE server_meta SET epoch')) return target.lines.all(sql, values);
      while (!(await isWritten(source.store, n + 1))) await new Promise(setImmediate);
      n += 1;
      return [];
    },
  };
  const moved = moveHome(source, { ...target, lines: slow }, { untilMs: 1 });
  await expect(moved).rejects.toThrow('longer than changes may be held');
  expect(n).toBe(17);
  await source.store.write(() => oneChange(n + 1));
});

async function isWritten(store: Store, n: number): Promise<boolean> {
  try {
    await store.write(() => oneChange(n));
    return true;
  } catch (error) {
    if (error instanceof StorageFailure && error.code === MOVING) return false;
    throw error;
  }
}
