import { createHash, randomBytes } from 'node:crypto';
import { Agent, type AgentOptions, request } from 'node:https';
import { auditEntrySchema } from '@holdfast/shared/protocol/audit.ts';
import { signedInSchema } from '@holdfast/shared/protocol/sign-in.ts';
import { type ConnectionStats, statsSchema } from '@holdfast/shared/protocol/stats.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { FileUser } from '../support/file-user.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';
import { Chain, type ChainOptions } from './chain.ts';

/** As deploy/holdfast.service sets it; only the proxies' own address, so that 127.0.0.9 is a client. */
const BEHIND_PROXIES = { HOLDFAST_TRUSTED_PROXIES: '127.0.0.1' };
const CLIENT = '127.0.0.9';

/** More than nginx takes in one request of anything but files. */
const FILE_BYTES = 5 * 1024 * 1024;

let servers: ServerProcess[];
let clients: HeadlessClient[];
let chain: Chain;
let stopChain: () => Promise<void>;

beforeEach(async () => {
  const first = new ServerProcess(BEHIND_PROXIES);
  servers = [first, new ServerProcess(BEHIND_PROXIES, first.folder)];
  clients = [];
  stopChain = async () => {};
  await first.addPeople(people.admin, people.agent, people.second);
  for (const server of servers) await server.start();
});

afterEach(async () => {
  for (const client of clients) client.remove();
  await stopChain();
  for (const server of servers.toReversed()) await server.remove();
});

async function startChain(options: Omit<ChainOptions, 'servers'> = {}): Promise<void> {
  chain = await Chain.start({ ...options, servers: servers.map(({ url }) => Number(new URL(url).port)) });
  stopChain = () => chain.stop();
}

async function join(person: (typeof people)[keyof typeof people]): Promise<HeadlessClient> {
  const client = new HeadlessClient();
  clients.push(client);
  await client.signIn(chain.url, person, 30_000);
  await client.waitUntilLive();
  return client;
}

/** Asks through the proxies as a client of another address. */
function post(path: string, body: object, headers: Record<string, string> = {}): Promise<unknown> {
  const json = { 'content-type': 'application/json', ...headers };
  return send('POST', path, JSON.stringify(body), json);
}

async function send(
  method: string,
  path: string,
  body: string | Uint8Array,
  headers: Record<string, string>,
): Promise<unknown> {
  const options: AgentOptions = { localAddress: CLIENT };
  const url = `${chain.url.replace('localhost', '127.0.0.1')}${path}`;
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent: new Agent(options), headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve(JSON.parse(Buffer.concat(parts).toString())));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function signInAsAdmin(headers: Record<string, string> = {}): Promise<Record<string, string>> {
  const { email, password } = people.admin;
  const body = { email, password, device: 'test' };
  const { accessToken } = signedInSchema.parse(await post('/auth/sign-in', body, headers));
  return { authorization: `Bearer ${accessToken}` };
}

/** The open connections of both processes, each asked itself. */
async function connections(): Promise<ConnectionStats[]> {
  const headers = { ...(await signInAsAdmin()), 'content-type': 'application/json' };
  const asked = servers.map(async ({ url }) => {
    const answer = await fetch(`${url}/api/server.stats`, { method: 'POST', headers, body: '{}' });
    return statsSchema.parse(await answer.json()).connectionList;
  });
  return (await Promise.all(asked)).flat();
}

async function expectToAgree(ben: HeadlessClient, cleo: HeadlessClient): Promise<void> {
  const ids = Array.from({ length: 20 }, (_, place) => ben.createTicket(`Through the chain ${place}`));
  await waitFor('the tickets', () => ids.every((id) => cleo.row('ticket', id)?.number), 30_000);
  const [first = ''] = ids;
  const changes = { title: { was: 'Through the chain 0', now: 'And back' } };
  cleo.mutate('ticket.update', { id: first, changes });
  await waitFor('the answer', () => ben.row('ticket', first)?.title === 'And back', 30_000);
}

/** One attaches a file, and the other one has it. */
async function expectFilesToPass(ben: HeadlessClient, cleo: HeadlessClient): Promise<void> {
  const bytes = randomBytes(FILE_BYTES);
  const ticket = ben.createTicket('With a file');
  const [from, to] = [ben, cleo].map((client) => new FileUser(() => client.openWindow()));
  const goal = { kind: 'row', subjectTable: 'ticket', subjectId: ticket } as const;
  const id = (await from?.attachBytes('noise.bin', bytes, goal)) ?? '';
  await waitFor('the file to be on the server', () => cleo.row('attachment', id)?.storedAt, 30_000);
  await to?.fetch(id);
  await to?.waitFor(id, 'here', 30_000);
  expect(await to?.hashOf(id, FILE_BYTES)).toBe(createHash('sha256').update(bytes).digest('hex'));
}

test('through HAProxy and nginx two people agree over WebSockets, in front of two processes', async () => {
  await startChain();
  const [ben, cleo] = [await join(people.agent), await join(people.second)];
  await expectToAgree(ben, cleo);
  await expectFilesToPass(ben, cleo);
  const large = Buffer.alloc(FILE_BYTES);
  const headers = { ...(await signInAsAdmin()), 'content-type': 'application/offset+octet-stream' };
  const answer = await send('PATCH', '/files/uploads/01a20067-faac-72bc-82a6-cc510186caac', large, headers);
  // The server itself says it, and not a proxy.
  expect(answer).toMatchObject({ error: { code: expect.any(String) } });
  expect((await connections()).map(({ transport }) => transport)).toEqual(['websocket', 'websocket']);
}, 60_000);

test('where upgrades are blocked the same goes by long-polling, each client with one process', async () => {
  await startChain({ blockUpgrades: true });
  const [ben, cleo] = [await join(people.agent), await join(people.second)];
  await expectToAgree(ben, cleo);
  expect((await connections()).map(({ transport }) => transport)).toEqual(['polling', 'polling']);
}, 60_000);

test.each([false, true])(
  'when the proxies restart, clients come back by themselves, and what waited arrives once (upgrades blocked: %s)',
  async (blockUpgrades) => {
    await startChain({ blockUpgrades });
    const [ben, cleo] = [await join(people.agent), await join(people.second)];
    await chain.haproxy.stop();
    await waitFor('the lost line', () => ben.session.connection().state !== 'live', 30_000);
    const waiting = Array.from({ length: 10 }, (_, place) => ben.createTicket(`Written meanwhile ${place}`));
    await chain.nginx.stop();
    await chain.nginx.start();
    await chain.haproxy.start();
    for (const client of clients) client.session.sync.tryNow();
    await waitFor('what waited', () => waiting.every((id) => cleo.row('ticket', id)?.number), 30_000);
    expect(cleo.rows('ticket')).toHaveLength(waiting.length);
    await ben.waitUntilSent();
    expect(ben.session.connection().refused).toBe(0);
    await expectToAgree(ben, cleo);
  },
  90_000,
);

test('when the processes restart one after the other, the other one serves on, and nothing is lost or doubled', async () => {
  await startChain();
  const [ben, cleo] = [await join(people.agent), await join(people.second)];
  const written: string[] = [];
  for (const server of servers) {
    expect(await server.stop()).toBe(0);
    written.push(...Array.from({ length: 5 }, (_, place) => ben.createTicket(`While one is away ${place}`)));
    await waitFor('what was written', () => written.every((id) => cleo.row('ticket', id)?.number), 30_000);
    await server.start();
  }
  await ben.waitUntilSent();
  expect(cleo.rows('ticket')).toHaveLength(written.length);
  await expectToAgree(ben, cleo);
}, 90_000);

test('the server sees where clients really are, whatever they say of it themselves', async () => {
  await startChain();
  const forged = {
    'x-forwarded-for': '198.51.100.7',
    forwarded: 'for=198.51.100.7',
    'x-real-ip': '198.51.100.7',
  };
  const admin = await signInAsAdmin(forged);
  const log = await post('/api/audit.list', { limit: 10, kind: 'sign-in' }, { ...admin, ...forged });
  const { entries } = z.object({ entries: z.array(auditEntrySchema) }).parse(log);
  expect(entries.map(({ address }) => address)).toEqual([CLIENT]);
}, 30_000);

test('security item 21: nothing goes through without TLS, and the server’s figures stay inside', async () => {
  await startChain();
  const plain = await fetch(`${chain.plainUrl}/auth/sign-in`, { method: 'POST', redirect: 'manual' });
  expect(plain.status).toBe(308);
  expect(plain.headers.get('location')).toMatch(/^https:\/\/localhost/);
  for (const path of ['/metrics', '/metrics/', '/%6detrics']) {
    expect((await fetch(`${chain.url}${path}`)).status, path).toBe(404);
  }
  const ready = await fetch(`${chain.url}/ready`);
  expect(ready.status).toBe(200);
  expect(ready.headers.get('strict-transport-security')).toContain('max-age');
}, 30_000);
