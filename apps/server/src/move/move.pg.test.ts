import { expect, test } from 'vitest';
import { everythingIn, moveHome, moveWorld, oneChange, openHome } from '../test-support/move-world.ts';
import { givenPostgres } from '../test-support/opened-postgres.ts';

const postgres = givenPostgres();

async function postgresHome() {
  const { url } = await postgres.newDatabase();
  return openHome({ kind: 'postgres', url });
}

test('S19: data moves to PostgreSQL and back, and is the same to every read', async () => {
  const { source, target } = await moveWorld();
  const between = await postgresHome();
  const before = await everythingIn(source.store);
  await moveHome(source, between);
  expect(await everythingIn(between.store)).toEqual(before);
  await moveHome(between, target);
  expect(await everythingIn(target.store)).toEqual(before);
  await expect(between.store.write(() => oneChange(13))).rejects.toThrow('MOVED');
  await target.store.write(() => oneChange(13));
});
