import { expect, test } from 'vitest';
import { openedStore } from '../../test-support/opened-store.ts';
import { tempFolder } from '../../test-support/temp-folder.ts';
import { readStore, writeStore } from '../work.ts';
import { inSqliteSnapshot } from './sqlite-snapshot.ts';

test('a snapshot stays as it is while others write', async () => {
  const { store, folder } = openedStore();
  await store.write(() => writeStore((tx) => tx.putVersion(7)));
  const seen = await inSqliteSnapshot(folder, async (snapshot) => {
    await store.write(() => writeStore((tx) => tx.putVersion(8)));
    return snapshot.read(() => readStore((tx) => tx.version()));
  });
  expect(seen).toBe(7);
  expect(await store.read(() => readStore((tx) => tx.version()))).toBe(8);
});

test('a folder without data is named', async () => {
  const nothing = inSqliteSnapshot(tempFolder(), async () => {});
  await expect(nothing).rejects.toThrow('There is no data in');
});
