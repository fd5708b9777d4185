import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HeadlessClient } from '../support/headless-client.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';
import { Many, type ManyOptions } from './many.ts';

const BEHIND_PROXY = { HOLDFAST_TRUSTED_PROXIES: 'loopback', HOLDFAST_RECONNECT_SPREAD_MS: '100' };

const first = new ServerProcess(BEHIND_PROXY);
const servers = [first, new ServerProcess(BEHIND_PROXY, first.folder)];
const clients: HeadlessClient[] = [];
let many: Many | undefined;

beforeAll(async () => {
  await first.addPeople(people.agent, people.second);
  await Promise.all(servers.map((server) => server.start()));
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.remove();
  await many?.stop();
  many = undefined;
});

afterAll(async () => {
  for (const server of servers.toReversed()) await server.remove();
});

async function startProxy(options: Omit<ManyOptions, 'servers'> = {}): Promise<Many> {
  many = await Many.start({ ...options, servers: servers.map(({ url }) => Number(new URL(url).port)) });
  return many;
}

async function join({ url }: Many, person: (typeof people)[keyof typeof people]): Promise<HeadlessClient> {
  const client = new HeadlessClient();
  clients.push(client);
  await client.signIn(url, person, 30_000);
  await client.waitUntilLive();
  return client;
}

/** How many connections a process has, as it says itself. */
async function connectionsOf({ url }: ServerProcess): Promise<number> {
  const figures = await (await fetch(`${url}/metrics`)).text();
  return Number(/^holdfast_connections (\d+)$/m.exec(figures)?.[1]);
}

async function expectToAgree(from: HeadlessClient, to: HeadlessClient): Promise<void> {
  const ids = Array.from({ length: 10 }, (_, place) => from.createTicket(`Through HAProxy ${place}`));
  await waitFor('the tickets', () => ids.every((id) => to.row('ticket', id)?.number), 30_000);
}

test('new WebSockets go to the process with the fewest, also where everybody comes from one address', async () => {
  const proxy = await startProxy();
  const [ben, cleo] = [await join(proxy, people.agent), await join(proxy, people.second)];
  for (const person of [people.agent, people.second]) await join(proxy, person);
  expect(await Promise.all(servers.map(connectionsOf))).toEqual([2, 2]);
  await expectToAgree(ben, cleo);
}, 60_000);

test('where upgrades are blocked each client stays with one process, though it keeps no cookies', async () => {
  const proxy = await startProxy({ blockUpgrades: true });
  const [ben, cleo] = [await join(proxy, people.agent), await join(proxy, people.second)];
  await expectToAgree(ben, cleo);
  await expectToAgree(cleo, ben);
  const counts = await Promise.all(servers.map(connectionsOf));
  expect(counts.toSorted((left, right) => left - right)).toEqual([0, 2]);
}, 60_000);

test('a reload cuts no line, and new lines come through', async () => {
  const proxy = await startProxy();
  const ben = await join(proxy, people.agent);
  const before = ben.session.connection().since;
  proxy.haproxy.reload();
  const cleo = await join(proxy, people.second);
  await expectToAgree(ben, cleo);
  expect(ben.session.connection()).toMatchObject({ state: 'live', since: before });
}, 60_000);

test('security item 21: nothing goes through without TLS, and the server’s figures stay inside', async () => {
  const proxy = await startProxy();
  const plain = await fetch(`${proxy.plainUrl}/auth/sign-in`, { method: 'POST', redirect: 'manual' });
  expect(plain.status).toBe(308);
  for (const path of ['/metrics', '/metrics/', '/%6detrics'])
    expect((await fetch(`${proxy.url}${path}`)).status, path).toBe(404);
  const ready = await fetch(`${proxy.url}/ready`);
  expect(ready.status).toBe(200);
  expect(ready.headers.get('strict-transport-security')).toContain('max-age');
}, 30_000);
