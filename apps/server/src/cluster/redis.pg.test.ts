import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { createServer } from 'node:tls';
import { Redis } from 'ioredis';
import { type Logger, pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { realOutside } from '../sync/outside.ts';
import { RedisProcess } from '../test-support/redis-process.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { type OpenedCluster, openCluster } from './open-cluster.ts';
import type { RedisSettings } from './redis-link.ts';
import { createRoster, type Roster } from './roster.ts';

const log = pino({ level: 'silent' });
const outside = realOutside();
const word = z.object({ word: z.string() });
/** Redis may be found gone, and found again, within so long. */
const SOON = { timeout: 15_000, interval: 20 };

let redis: RedisProcess;
const unhandled: unknown[] = [];
const note = (error: unknown) => unhandled.push(error);

beforeAll(async () => {
  redis = await RedisProcess.start();
  process.on('unhandledRejection', note);
});
afterAll(async () => {
  process.off('unhandledRejection', note);
  await redis.remove();
});
/** A process ends where nobody handles what failed. */
afterEach(() => expect(unhandled).toEqual([]));

function open(
  settings: RedisSettings = { url: redis.url, caFile: undefined },
  toLog: Logger = log,
): OpenedCluster {
  const cluster = openCluster({ redis: settings }, { outside, log: toLog });
  onTestFinished(() => cluster.close());
  return cluster;
}

async function opened(): Promise<OpenedCluster> {
  const cluster = open();
  await vi.waitUntil(() => cluster.health.status === 'up', SOON);
  return cluster;
}

/** What a process hears of the others. */
function hearing(cluster: OpenedCluster): string[] {
  const heard: string[] = [];
  cluster.bus.on('word', word, ({ word }, from) => heard.push(`${word} from ${from}`));
  return heard;
}

/** Says it again and again until it was heard: what is said while Redis comes back may be lost. */
async function sayUntilHeard(cluster: OpenedCluster, word: string, heard: readonly string[]): Promise<void> {
  await vi.waitUntil(() => {
    cluster.bus.tell('word', { word });
    return heard.includes(`${word} from ${cluster.processId}`);
  }, SOON);
}

test('what one process tells all others hear once, and itself not', async () => {
  const [one, two, three] = [await opened(), await opened(), await opened()];
  const heard = [one, two, three].map(hearing);
  await vi.waitUntil(() => one.health.processes === 3, SOON);
  one.bus.tell('word', { word: 'hello' });
  one.bus.tell('word', { word: 7 });
  two.bus.tell('word', { word: 'last' });
  await vi.waitUntil(() => heard[2]?.includes(`last from ${two.processId}`), SOON);
  expect(heard[1]).toEqual([`hello from ${one.processId}`]);
  expect(heard[0]).toEqual([`last from ${two.processId}`]);
  expect(one.health.latencyMs).toBeGreaterThan(0);
});

test('what one remembers the others find, each key for its time', async () => {
  const [one, two] = [(await opened()).memory, (await opened()).memory];
  expect(await one.add('count', 2, 60_000)).toBe(2);
  expect(await two.add('count', 3, 60_000)).toBe(5);
  expect(await one.setIfAbsent('first', 'one', 60_000)).toBe('one');
  expect(await two.setIfAbsent('first', 'two', 60_000)).toBe('one');
  await one.set('name', 'ada', 60_000);
  expect(await two.get('name')).toBe('ada');
  await two.remove('name');
  expect(await one.get('name')).toBeUndefined();
  await one.putFields('people', { ada: '1', ben: '2' }, 60_000);
  await two.putFields('people', { ben: null, eve: '3' }, 60_000);
  expect(await one.fields('people')).toEqual({ ada: '1', eve: '3' });
  await one.set('short', 'soon gone', 30);
  await vi.waitUntil(async () => (await two.get('short')) === undefined, SOON);
});

test('a server begins without Redis, goes on alone, and uses it as soon as it is there', async () => {
  await redis.kill();
  const [one, two] = [open(), open()];
  const heard = hearing(two);
  expect(await one.memory.add('alone', 1, 60_000)).toBe(1);
  expect(await two.memory.add('alone', 1, 60_000)).toBe(1);
  one.bus.tell('word', { word: 'nobody hears it' });
  expect([one.health.status, one.memory.isUp]).toEqual(['down', false]);
  await redis.restart();
  await vi.waitUntil(() => one.health.status === 'up' && two.health.status === 'up', SOON);
  await sayUntilHeard(one, 'again', heard);
  expect(await one.memory.add('together', 1, 60_000)).toBe(1);
  expect(await two.memory.add('together', 1, 60_000)).toBe(2);
});

test('Redis killed and started again, or frozen: nobody waits long, and all comes back', async () => {
  const [one, two] = [await opened(), await opened()];
  const heard = hearing(two);
  await sayUntilHeard(one, 'before', heard);
  await redis.kill();
  expect(await one.memory.add('killed', 1, 60_000)).toBe(1);
  await vi.waitUntil(() => one.health.status === 'down', SOON);
  await redis.restart();
  await sayUntilHeard(one, 'after it was killed', heard);
  redis.freeze();
  const begun = performance.now();
  expect(await one.memory.add('frozen', 1, 60_000)).toBe(1);
  expect(await one.memory.add('frozen', 1, 60_000)).toBe(2);
  expect(performance.now() - begun).toBeLessThan(3_000);
  expect(one.health.status).toBe('down');
  redis.goOn();
  await sayUntilHeard(one, 'after it was frozen', heard);
});

test('who is connected where is known again after Redis was gone, and fades while it is', async () => {
  const [one, two] = [await startedRoster(), await startedRoster()];
  one.add({ id: 'ada 1', userId: 'ada', clientId: 'app', address: '192.0.2.1' });
  await vi.waitUntil(() => two.elsewhere.ofUser('ada').size === 1, SOON);
  await redis.kill();
  await vi.waitUntil(() => two.elsewhere.ofUser('ada').size === 0, SOON);
  one.add({ id: 'ada 2', userId: 'ada', clientId: 'app', address: '192.0.2.1' });
  await redis.restart();
  await vi.waitUntil(() => two.elsewhere.ofUser('ada').size === 2, SOON);
});

test('closing while Redis is gone leaves nothing behind that fails', async () => {
  const cluster = await opened();
  await redis.kill();
  cluster.bus.tell('word', { word: 'nobody hears it' });
  await cluster.close();
  expect(await cluster.memory.add('closed', 1, 60_000)).toBe(1);
  await redis.restart();
});

test('over TLS it is used only where what signed its certificate is trusted', async () => {
  const folder = tempFolder();
  const [key, caFile] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const names = ['-subj', '/CN=redis', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', [...kind, ...names, '-keyout', key, '-out', caFile], { stdio: 'ignore' });
  const port = await tlsBefore(Number(new URL(redis.url).port), key, caFile);
  const url = `rediss://127.0.0.1:${port}`;
  const trusting = open({ url, caFile });
  await vi.waitUntil(() => trusting.health.status === 'up', SOON);
  expect(await trusting.memory.add('secret', 1, 60_000)).toBe(1);
  const { lines, log } = keptLog();
  const doubting = open({ url, caFile: undefined }, log);
  await vi.waitUntil(() => lines.some((line) => line.includes('Redis does not answer')), SOON);
  expect(await doubting.memory.add('secret', 1, 60_000)).toBe(1);
  expect(() => open({ url, caFile: '/nowhere.pem' })).toThrow('HOLDFAST_REDIS_CA');
});

test('a wrong password only leaves a process alone, and a user who may do less than all does not stop messages', async () => {
  const admin = new Redis(redis.url);
  onTestFinished(() => admin.disconnect());
  await admin.call('ACL', 'SETUSER', 'little', 'on', '>word', '~*', '&*', '+@all', '-xread');
  const { lines, log } = keptLog();
  const wrong = open({ url: redis.url.replace('//', '//little:wrong@'), caFile: undefined }, log);
  const url = redis.url.replace('//', '//little:word@');
  const [one, two] = [open({ url, caFile: undefined }), open({ url, caFile: undefined })];
  const heard = hearing(two);
  await sayUntilHeard(one, 'hello', heard);
  await vi.waitUntil(() => lines.some((line) => line.includes('Redis does not answer')), SOON);
  expect(wrong.health.status).toBe('down');
  expect(lines.join()).not.toContain('wrong');
  // The adapter asks again at once what it was refused.
  const [, refused] = /cmdstat_xread:.*rejected_calls=(\d+)/.exec(await admin.info('commandstats')) ?? [];
  expect(Number(refused)).toBeLessThan(10);
});

/** An end of TLS before a port of this machine; gives its own port. */
async function tlsBefore(port: number, key: string, cert: string): Promise<number> {
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (outer) => {
    const inner = connect(port, '127.0.0.1');
    pipeline(outer, inner, outer, () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** A log whose lines are kept. */
function keptLog() {
  const lines: string[] = [];
  return { lines, log: pino({}, { write: (line: string) => lines.push(line) }) };
}

/** A roster on a clock that goes ten times as fast. */
async function startedRoster(): Promise<Roster> {
  const every: typeof outside.every = (milliseconds, run) => outside.every(milliseconds / 10, run);
  const roster = createRoster({ cluster: await opened(), outside: { ...outside, every }, log });
  onTestFinished(() => roster.stop());
  roster.start();
  return roster;
}
