import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { loadConfig } from '../config.ts';
import { followMove } from '../move/follow-move.ts';
import { realOutside } from '../sync/outside.ts';
import { everythingIn, moveHome, moveWorld, oneChange, type WorldHome } from '../test-support/move-world.ts';
import { read } from '../test-support/opened-home.ts';
import { newId } from '../test-support/test-server.ts';
import { MovingStore } from './moving-store.ts';
import { MOVED } from './refuse-moved.ts';
import type { Store } from './store.ts';

const config = loadConfig({ HOLDFAST_DATA: 'unused' });
const followReally = (to: string) => followMove(to, config, { newId });

/** Two homes, and a store as a server has it on the first. */
async function movingWorld(follow = followReally) {
  const world = await moveWorld();
  return { ...world, ...withFollowing(world.source, follow) };
}

function withFollowing(home: WorldHome, follow = followReally) {
  const log = pino({ level: 'silent' });
  const store = new MovingStore({ store: home.store, follow, outside: realOutside(), log });
  onTestFinished(() => store.close());
  return { store };
}

/** Writes one change after the other until it is told to stop; each is there once if the versions have no gap. */
async function writeOn(store: Store, from: number, isOver: () => boolean): Promise<number> {
  let n = from;
  for (; !isOver(); n += 1) {
    await store.write(() => oneChange(n));
    await new Promise(setImmediate);
  }
  return n - 1;
}

test('S1: a server that writes on while its data moves loses nothing and does nothing twice', async () => {
  const { source, target, store } = await movingWorld();
  let hasMoved = false;
  const writing = writeOn(store, 13, () => hasMoved);
  const { version } = await moveHome(source, target);
  while ((await read(store, (tx) => tx.version())) < version + 5) await new Promise(setImmediate);
  hasMoved = true;
  const last = await writing;
  expect(version).toBeGreaterThan(13);
  expect(await read(target.store, (tx) => tx.version())).toBe(last);
  expect(await everythingIn(store)).toEqual(await everythingIn(target.store));
});

test('a server that writes nothing goes where the data goes too', async () => {
  const { source, target, store } = await movingWorld();
  await moveHome(source, target);
  await target.store.write(() => oneChange(13));
  while ((await read(store, (tx) => tx.version())) < 13) await new Promise(setImmediate);
});

test('a server that stood still while its data went away and came back goes on where it is', async () => {
  const { source, target } = await moveWorld();
  await moveHome(source, target);
  const third = await moveWorld(0);
  await moveHome(target, third.source);
  const follows: string[] = [];
  const { store } = withFollowing(source, (to) => {
    follows.push(to);
    return followReally(to);
  });
  await store.write(() => oneChange(13));
  expect(follows).toHaveLength(2);
  expect(await read(third.source.store, (tx) => tx.version())).toBe(13);
});

test('a new home that cannot be opened is tried again, and until then nothing is read of what was left', async () => {
  let isThere = false;
  const { source, target, store } = await movingWorld(async (to) => {
    if (!isThere) throw new Error('no such host');
    return followReally(to);
  });
  await moveHome(source, target);
  await expect(store.write(() => oneChange(13))).rejects.toMatchObject({ code: MOVED, retryAfterMs: 2_000 });
  await expect(read(store, (tx) => tx.version())).rejects.toMatchObject({ code: MOVED });
  isThere = true;
  await store.write(() => oneChange(13));
  expect(await read(store, (tx) => tx.version())).toBe(13);
  expect(await read(target.store, (tx) => tx.version())).toBe(13);
});

test('a server that could not go with its data goes on when it comes back', async () => {
  const { source, target, store } = await movingWorld(async () => {
    throw new Error('no such host');
  });
  await moveHome(source, target);
  await expect(store.write(() => oneChange(13))).rejects.toMatchObject({ code: MOVED });
  await target.store.write(() => oneChange(13));
  await moveHome(target, source);
  await store.write(() => oneChange(14));
  await vi.waitUntil(() => read(store, (tx) => tx.version()).catch(() => undefined));
  expect(await read(store, (tx) => tx.version())).toBe(14);
});

test('S19: another life of the data is not gone on with', async () => {
  const { source, target, store } = await movingWorld();
  await moveHome(source, target);
  await target.lines.all("UPDATE server_meta SET epoch = 'another'");
  await expect(store.write(() => oneChange(13))).rejects.toMatchObject({ code: MOVED });
});
