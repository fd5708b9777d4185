import type { PresenceChange } from '@holdfast/shared/protocol/presence.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { openCluster } from '../cluster/open-cluster.ts';
import type { Readiness } from '../ops/readiness.ts';
import { realOutside } from '../sync/outside.ts';
import { newTicket } from '../test-support/changes.ts';
import { RawClient, readyClient } from '../test-support/raw-client.ts';
import { RedisProcess } from '../test-support/redis-process.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { newId, type TestServer, testServer } from '../test-support/test-server.ts';

const log = pino({ level: 'silent' });
const SOON = { timeout: 15_000, interval: 20 };

let redis: RedisProcess;
beforeAll(async () => {
  redis = await RedisProcess.start();
});
afterAll(() => redis.remove());

/** Two processes of one server, on one file and one Redis. */
async function twoProcesses(settings: Readonly<Record<string, string>> = {}) {
  const folder = tempFolder();
  const one = await processOn(folder, settings);
  return { one, two: await processOn(folder, settings) };
}

async function processOn(folder: string, settings: Readonly<Record<string, string>>): Promise<TestServer> {
  const cluster = openCluster(
    { redis: { url: redis.url, caFile: undefined } },
    { outside: realOutside(), log },
  );
  onTestFinished(() => cluster.close());
  await vi.waitUntil(() => cluster.health.status === 'up', SOON);
  const fast = { HOLDFAST_PRESENCE_INTERVAL_MS: '50' };
  return testServer({ HOLDFAST_DATA: folder, ...fast, ...settings }, { cluster });
}

/** How a client was told last that somebody is. */
function statusOf(client: RawClient, userId: string): string {
  let status = 'offline';
  for (const { name, args } of client.events) {
    if (name !== 'presence:change') continue;
    const change = args[0] as PresenceChange;
    if (change.whole) status = 'offline';
    if (change.online.includes(userId)) status = 'online';
    if (change.idle.some(([id]) => id === userId)) status = 'idle';
    if (change.offline.some(([id]) => id === userId)) status = 'offline';
  }
  return status;
}

async function readiness(server: TestServer): Promise<{ status: number; body: Readiness }> {
  const response = await fetch(`${server.url}/ready`);
  return { status: response.status, body: (await response.json()) as Readiness };
}

test('people of two processes see each other; without Redis changes still reach all, and the rest comes back', async () => {
  const { one, two } = await twoProcesses();
  const ada = await one.person('agent', 'Ada');
  const ben = await two.person('agent', 'Ben');
  const here = await readyClient({ url: one.url, token: ada.accessToken });
  const there = await readyClient({ url: two.url, token: ben.accessToken });
  for (const client of [here, there]) await client.send('presence:update', { status: 'online' });
  await vi.waitUntil(() => statusOf(there, ada.user.id) === 'online', SOON);
  await vi.waitUntil(() => statusOf(here, ben.user.id) === 'online', SOON);
  expect(await readiness(one)).toMatchObject({ status: 200, body: { status: 'ready', cache: 'up' } });
  await redis.kill();
  await vi.waitUntil(async () => (await readiness(one)).body.cache === 'down', SOON);
  expect(await readiness(one)).toMatchObject({ status: 200, body: { status: 'ready', cache: 'down' } });
  const told = there.deltas.length;
  expect((await here.change('ticket.create', newTicket())).result.ok).toBe(true);
  await vi.waitUntil(() => there.deltas.length > told, SOON);
  await here.send('presence:update', { status: 'idle' });
  await redis.restart();
  await vi.waitUntil(() => statusOf(there, ada.user.id) === 'idle', SOON);
  await one.stop();
  await vi.waitUntil(() => statusOf(there, ada.user.id) === 'offline', { ...SOON, timeout: 2_000 });
});

test('29: a person has so many connections over all processes, and one that their app has lost makes room', async () => {
  const { one, two } = await twoProcesses({ HOLDFAST_MAX_CONNECTIONS_PER_USER: '2' });
  const { accessToken: token } = await one.person('agent', 'Ada');
  const clientId = newId();
  const lost = await readyClient({ url: one.url, token, clientId });
  await readyClient({ url: one.url, token });
  const another = () => new RawClient({ url: two.url, token }).connected();
  const refused = { code: 'RATE_LIMIT_EXCEEDED', reason: 'connections' };
  // The other process may not have heard of the last connection yet.
  const early = () => another().then(({ socket }) => void socket.disconnect());
  await vi.waitFor(() => expect(early()).rejects.toMatchObject(refused), SOON);
  await readyClient({ url: two.url, token, clientId });
  await vi.waitUntil(() => !lost.socket.connected, SOON);
  await expect(another()).rejects.toMatchObject(refused);
});
