import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { expect, test } from 'vitest';
import type { SharedMemory } from '../cluster/cluster.ts';
import { LocalMemory } from '../cluster/local-memory.ts';
import { GrowingDelays } from './growing-delays.ts';

/** Two processes that slow down the same people. */
function delays(free: number) {
  const clock = { now: 1_000_000 };
  let ids = 0;
  const now = () => clock.now;
  const newId = () => {
    ids += 1;
    return `${ids}`;
  };
  const memory = new LocalMemory(now);
  const process = (asked: SharedMemory = memory) =>
    new GrowingDelays({ name: 'test', free, memory: asked, outside: { now, newId } });
  const pass = (ms: number) => {
    clock.now += ms;
  };
  return { here: process(), there: process(), behind: process(overtaken(memory)), pass };
}

/** The memory over a line on which what is set comes later than what others set in the same moment. */
function overtaken(memory: SharedMemory): SharedMemory {
  return {
    isUp: true,
    add: (...asked) => memory.add(...asked),
    get: (...asked) => memory.get(...asked),
    set: (...asked) => memory.set(...asked),
    remove: (...asked) => memory.remove(...asked),
    putFields: (...asked) => memory.putFields(...asked),
    fields: (...asked) => memory.fields(...asked),
    setIfAbsent: async (...asked) => {
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      return memory.setIfAbsent(...asked);
    },
  };
}

/** How long a try has to wait; 0 if it was counted. */
async function waitOf(delays: GrowingDelays, key: string): Promise<number> {
  try {
    await delays.take(key);
    return 0;
  } catch (error) {
    if (!(error instanceof HoldfastError)) throw error;
    return error.toWire().retryAfterMs ?? 0;
  }
}

test('after so many failures each one doubles the wait, up to a quarter of an hour', async () => {
  const { here, pass } = delays(3);
  const waits: number[] = [];
  for (let round = 0; round < 14; round += 1) {
    await here.take('ada');
    const waitMs = round < 2 ? 0 : await waitOf(here, 'ada');
    waits.push(waitMs / 1000);
    pass(waitMs);
  }
  expect(waits).toEqual([0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
});

test('trying while one has to wait is no failure, and makes the wait no longer', async () => {
  const { here, pass } = delays(1);
  await here.take('ada');
  for (let round = 0; round < 5; round += 1) expect(await waitOf(here, 'ada')).toBe(1_000);
  pass(1_000);
  expect(await waitOf(here, 'ada')).toBe(0);
  expect(await waitOf(here, 'ada')).toBe(2_000);
});

test('whoever succeeds begins anew, and others have counts of their own', async () => {
  const { here } = delays(1);
  await here.take('ada');
  await here.take('bob');
  await here.reset('ada');
  expect([await waitOf(here, 'ada'), await waitOf(here, 'bob')]).toEqual([0, 1_000]);
});

test('a try that is taken back leaves those before it', async () => {
  const { here, pass } = delays(2);
  for (let round = 0; round < 20; round += 1) await here.takeBack('office', await here.take('office'));
  await here.take('office');
  const counted = await here.take('office');
  expect(await waitOf(here, 'office')).toBe(1_000);
  await here.takeBack('office', counted);
  expect(await waitOf(here, 'office')).toBe(0);
  pass(61 * 60_000);
  expect(await waitOf(here, 'office')).toBe(0);
});

test('a try that succeeds takes back neither a failure beside it nor the wait for that', async () => {
  const { here, pass } = delays(2);
  const own = await here.take('thief');
  await here.take('thief');
  await here.takeBack('thief', own);
  expect(await waitOf(here, 'thief')).toBe(1_000);
  pass(1_000);
  await here.take('thief');
  expect(await waitOf(here, 'thief')).toBe(1_000);
});

test('security item 28: failures in several processes are one count', async () => {
  const { here, there, pass } = delays(4);
  for (const process of [here, there, here, there]) expect(await waitOf(process, 'ada')).toBe(0);
  expect([await waitOf(here, 'ada'), await waitOf(there, 'ada')]).toEqual([1_000, 1_000]);
  pass(1_000);
  expect([await waitOf(there, 'ada'), await waitOf(here, 'ada')]).toEqual([0, 2_000]);
});

test('many tries at once gain nothing, in however many processes, and make nobody wait longer', async () => {
  const { here, there, pass } = delays(3);
  const atOnce = () =>
    Promise.all(Array.from({ length: 40 }, (_, place) => waitOf(place % 2 === 0 ? here : there, 'ada')));
  const begun = async () => (await atOnce()).filter((waitMs) => waitMs === 0).length;
  expect(await begun()).toBe(3);
  expect(await waitOf(there, 'ada')).toBe(1_000);
  pass(1_000);
  expect(await begun()).toBe(1);
  expect(await waitOf(here, 'ada')).toBe(2_000);
});

test('tries that overtake each other make nobody wait longer than one of them would', async () => {
  const { here, behind } = delays(1);
  const waits = await Promise.all([waitOf(behind, 'ada'), waitOf(behind, 'ada'), waitOf(here, 'ada')]);
  expect(waits).toEqual([1_000, 1_000, 0]);
});

test('a clock that is set back by hours locks nobody out for so long', async () => {
  const { here, there, pass } = delays(1);
  await here.take('ada');
  expect(await waitOf(there, 'ada')).toBe(1_000);
  pass(-3 * 3_600_000);
  expect(await waitOf(there, 'ada')).toBe(0);
  expect(await waitOf(here, 'ada')).toBe(2_000);
});
