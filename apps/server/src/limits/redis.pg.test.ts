import { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { SignInLimits } from '../auth/sign-in-limits.ts';
import { type OpenedCluster, openCluster } from '../cluster/open-cluster.ts';
import { Claims } from '../notify/claims.ts';
import { EventLimits } from '../realtime/event-limits.ts';
import { RefusedHandshakes } from '../realtime/refused-handshakes.ts';
import { realOutside } from '../sync/outside.ts';
import { RedisProcess } from '../test-support/redis-process.ts';
import { SharedCounts } from './shared-counts.ts';

const log = pino({ level: 'silent' });
const outside = realOutside();
const ADDRESS = '192.0.2.1';
/** Redis may be found gone, and found again, within so long. */
const SOON = { timeout: 15_000, interval: 20 };

let redis: RedisProcess;
beforeAll(async () => {
  redis = await RedisProcess.start();
});
afterEach(async () => {
  await redis.kill();
  await redis.restart();
});
afterAll(() => redis.remove());

/** Two processes that reach each other over Redis. */
async function twoProcesses(): Promise<[OpenedCluster, OpenedCluster]> {
  const open = () => openCluster({ redis: { url: redis.url, caFile: undefined } }, { outside, log });
  const both: [OpenedCluster, OpenedCluster] = [open(), open()];
  onTestFinished(async () => {
    for (const cluster of both) await cluster.close();
  });
  await areUp(both);
  return both;
}

function areUp(both: readonly OpenedCluster[]): Promise<unknown> {
  return vi.waitUntil(() => both.every(({ health }) => health.status === 'up'), SOON);
}

function signInsOf({ memory }: OpenedCluster): SignInLimits {
  const many = { signInsPerMinute: 1_000, signInsPerMinutePerAddress: 1_000 };
  const config = { ...many, signInFailures: 3, signInFailuresPerAddress: 100 };
  return new SignInLimits({ config, outside, memory, onGuessing: () => {} });
}

/** Whether each of these tries was let begin. */
async function begun(tries: readonly Promise<unknown>[]): Promise<boolean[]> {
  return (await Promise.allSettled(tries)).map(({ status }) => status === 'fulfilled');
}

test('security item 28: guesses at several processes are one count, and Redis learns no e-mail address', async () => {
  const [here, there] = (await twoProcesses()).map(signInsOf);
  if (here === undefined || there === undefined) throw new Error('There are two.');
  const guess = (limits: SignInLimits) => limits.take('ada@example.org', ADDRESS);
  expect(await begun([guess(here)])).toEqual([true]);
  expect(await begun([guess(there)])).toEqual([true]);
  const tries = Array.from({ length: 20 }, (_, place) => guess(place % 2 === 0 ? here : there));
  expect((await begun(tries)).filter(Boolean)).toHaveLength(1);
  const reader = new Redis(redis.url);
  expect((await reader.keys('*')).join()).not.toMatch(/ada|example/);
  reader.disconnect();
});

test('without Redis nobody is refused who should not be, each process counts for itself, and then all do again', async () => {
  const processes = await twoProcesses();
  const [here, there] = processes.map(signInsOf);
  if (here === undefined || there === undefined) throw new Error('There are two.');
  const guess = (limits: SignInLimits, email: string) => limits.take(email, ADDRESS);
  await begun([guess(here, 'eve'), guess(there, 'eve'), guess(here, 'eve')]);
  await expect(guess(there, 'eve')).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
  redis.freeze();
  await (await guess(here, 'ada')).succeeded();
  redis.goOn();
  await redis.kill();
  for (const limits of [here, there]) {
    for (let round = 0; round < 5; round += 1) await (await guess(limits, 'ada')).succeeded();
    expect(await begun([1, 2, 3].map(() => guess(limits, 'bob')))).toEqual([true, true, true]);
    await expect(guess(limits, 'bob')).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
  }
  await redis.restart();
  await areUp(processes);
  await begun([guess(here, 'eve'), guess(there, 'eve'), guess(here, 'eve')]);
  await expect(guess(there, 'eve')).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
});

test('claims, changes, held addresses and counts hold at both processes', async () => {
  const [here, there] = await twoProcesses();
  await vi.waitUntil(() => here.health.processes === 2 && there.health.processes === 2, SOON);
  const claims = [here, there].map(({ memory }) => new Claims({ memory, outside }));
  const notices = Array.from({ length: 50 }, () => ({ id: outside.newId(), count: 1 }));
  const given = await Promise.all(claims.map((own, place) => own.claim('ada', `device ${place}`, notices)));
  expect(given.flat()).toHaveLength(50);

  const about = {
    eventsPerMinute: 1,
    pullsPerMinute: 1,
    mutationBurst: 100,
    mutationsPerSecond: 0.01,
    outside,
  };
  const [own, others] = [here, there].map((cluster) => new EventLimits({ ...about, cluster }));
  const [held, heldThere] = [here, there].map(
    ({ bus }) => new RefusedHandshakes({ perMinute: 1, outside, bus }),
  );
  const [counts, countsThere] = [here, there].map(
    ({ bus }) => new SharedCounts({ name: 'test', bus, outside }),
  );
  onTestFinished(() => {
    for (const timed of [own, others, counts, countsThere]) timed?.stop();
  });
  own?.takeMutations('ada', 100);
  held?.add(ADDRESS, 1);
  expect(held?.add(ADDRESS, 1)).toBeGreaterThan(0);
  counts?.set('ada', 3);
  await vi.waitUntil(() => heldThere?.heldFor(ADDRESS) !== 0 && countsThere?.elsewhere('ada') === 3, SOON);
  await vi.waitFor(() => expect(() => others?.takeMutations('ada', 1)).toThrow('Too many changes'), SOON);
});
