import { readFileSync } from 'node:fs';
import { statsSchema } from '@holdfast/shared/protocol/stats.ts';
import Database from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import { RawClient, readyClient } from '../test-support/raw-client.ts';
import { emailOf, PASSWORD, post, testServer } from '../test-support/test-server.ts';

const TOKEN = 'a-token-for-the-scraper-of-metrics';

async function serverWithAgent(settings: Record<string, string> = {}) {
  const server = await testServer(settings);
  const agent = await server.person('agent');
  return { server, agent, client: await readyClient({ url: server.url, token: agent.accessToken }) };
}

async function readyOf(url: string) {
  const response = await fetch(`${url}/ready`);
  return { status: response.status, body: await response.json() };
}

async function metricsOf(url: string): Promise<string> {
  const response = await fetch(`${url}/metrics`);
  expect(response.headers.get('content-type')).toContain('text/plain');
  return response.text();
}

/** The value of a line such as `holdfast_pushes_total{result="ok"}`. */
function figureOf(text: string, name: string): number {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
  if (line === undefined) throw new Error(`There is no ${name}.`);
  return Number(line.slice(name.length));
}

test('ready: 200 with what the parts of the server say', async () => {
  const { server, client } = await serverWithAgent();
  const { result } = await client.change('ticket.create', newTicket());
  expect(result.ok).toBe(true);
  expect(await readyOf(server.url)).toEqual({
    status: 200,
    body: {
      status: 'ready',
      database: 'up',
      files: 'up',
      cache: 'none',
      websocket: {
        ...{ status: 'up', connections: 1, rooms: 0, uptime: expect.any(Number) },
        ...{ processes: 1, redisLatencyMs: null },
      },
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    },
  });
});

test('ready: says that the database is down while it cannot be written to; reads go on; it mends itself', async () => {
  const disk: Database.Database[] = [];
  const server = await testServer(
    {},
    {
      openFile: (file, options) => {
        const db = new Database(file, options);
        disk.push(db);
        return db;
      },
    },
  );
  const agent = await server.person('agent');
  const client = await readyClient({ url: server.url, token: agent.accessToken });
  const mutation = client.mutation('ticket.create', newTicket());
  const [writer] = disk;
  writer?.pragma('query_only = ON');
  for (let count = 0; count < 3; count += 1) {
    expect(await client.push([mutation])).toMatchObject({ ok: false, error: { code: 'SERVER_BUSY' } });
  }
  expect(await readyOf(server.url)).toMatchObject({
    status: 503,
    body: { status: 'broken', database: 'down' },
  });
  const refused = await client.push([mutation]);
  expect(refused).toMatchObject({ ok: false, error: { reason: 'storage', retryAfterMs: 2_000 } });
  expect((await client.pull()).rows.length).toBeGreaterThan(0);
  const signIn = { email: emailOf('agent'), password: PASSWORD, device: 'test' };
  expect(await post(`${server.url}/auth/sign-in`, signIn)).toMatchObject({
    status: 503,
    body: { error: { code: 'SERVER_BUSY', reason: 'storage' } },
  });
  expect(figureOf(await metricsOf(server.url), 'holdfast_database_writing')).toBe(0);

  writer?.pragma('query_only = OFF');
  await vi.waitFor(async () => expect((await readyOf(server.url)).status).toBe(200), { timeout: 6_000 });
  expect(await client.push([mutation])).toMatchObject({ ok: true });
});

test('metrics: what happened is counted under names that the server knows', async () => {
  const { server, client } = await serverWithAgent();
  await client.change('ticket.create', newTicket());
  await client.change('made.up-by-a-client', {});
  await client.send('sync:pull', { nonsense: true });
  await client.send('evil{label="x"}', {});
  await post(`${server.url}/auth/sign-in`, { nonsense: true });
  await fetch(`${server.url}/no/such/path`);
  await expect(new RawClient({ url: server.url, token: 'forged' }).connected()).rejects.toBeDefined();
  await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, {
    headers: { origin: 'https://evil.org' },
  });
  await client.send('presence:update', { status: 'idle' });
  const text = await metricsOf(server.url);
  expect(figureOf(text, 'holdfast_connections')).toBe(1);
  expect(figureOf(text, 'holdfast_people_idle')).toBe(1);
  expect(figureOf(text, 'holdfast_people_online')).toBe(0);
  expect(figureOf(text, 'holdfast_users')).toBe(1);
  expect(figureOf(text, 'holdfast_pushes_total{result="ok"}')).toBe(2);
  expect(figureOf(text, 'holdfast_mutations_total{name="ticket.create",result="accepted"}')).toBe(1);
  expect(figureOf(text, 'holdfast_mutations_total{name="other",result="INVALID_MESSAGE"}')).toBe(1);
  expect(figureOf(text, 'holdfast_errors_total{by="http",code="INVALID_MESSAGE"}')).toBe(1);
  expect(figureOf(text, 'holdfast_errors_total{by="http",code="NOT_FOUND"}')).toBe(1);
  expect(figureOf(text, 'holdfast_errors_total{by="handshake",code="AUTHENTICATION_FAILED"}')).toBe(1);
  expect(figureOf(text, 'holdfast_errors_total{by="handshake",code="AUTHORIZATION_FAILED"}')).toBe(1);
  expect(figureOf(text, 'holdfast_commit_seconds_count')).toBeGreaterThan(1);
  expect(figureOf(text, 'holdfast_fan_out_seconds_count')).toBeGreaterThan(0);
  expect(figureOf(text, 'holdfast_outbox_age_seconds_count')).toBe(2);
  expect(figureOf(text, 'holdfast_received_bytes_total')).toBeGreaterThan(100);
  expect(figureOf(text, 'holdfast_sent_bytes_total')).toBeGreaterThan(100);
  expect(figureOf(text, 'holdfast_http_request_seconds_count{method="any",route="none",status="404"}')).toBe(
    1,
  );
  expect(figureOf(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  expect(figureOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e6);
  expect(text).not.toContain('evil');
  expect(text).not.toContain('made.up');
  expect(text).not.toContain('/no/such/path');
});

test('metrics: a change whose commit failed counts once, when it was taken', async () => {
  const disk: Database.Database[] = [];
  const openFile = (file: string, options: { readonly timeout: number }) => {
    const db = new Database(file, options);
    disk.push(db);
    return db;
  };
  const server = await testServer({}, { openFile });
  const { accessToken: token } = await server.person('agent');
  const [small, large] = [
    await readyClient({ url: server.url, token }),
    await readyClient({ url: server.url, token }),
  ];
  const [writer] = disk;
  writer?.pragma(`max_page_count = ${Number(writer.pragma('page_count', { simple: true })) + 20}`);
  const description = 'x'.repeat(90_000);
  const pushes = [
    () => small.push([small.mutation('ticket.create', newTicket(), { seq: 1 })]),
    () => large.push([large.mutation('ticket.create', newTicket({ description }), { seq: 1 })]),
  ];
  // Both share a transaction, and the second one has no room in it.
  const refused = await Promise.all(pushes.map((push) => push()));
  expect(refused).toMatchObject([{ ok: false }, { ok: false }]);
  writer?.pragma('max_page_count = 1000000');
  const taken = await Promise.all(pushes.map((push) => push()));
  expect(taken).toMatchObject([{ ok: true }, { ok: true }]);
  const counted = 'holdfast_mutations_total{name="ticket.create",result="accepted"}';
  expect(figureOf(await metricsOf(server.url), counted)).toBe(2);
});

test('metrics: the chapter for administrators names each of them, and no other', async () => {
  const server = await testServer();
  const chapter = readFileSync(new URL('../../../../docs/admin/watch.md', import.meta.url), 'utf8');
  const table = chapter.split('## Metrics')[1]?.split('\n## ')[0] ?? '';
  const described = new Set(table.match(/holdfast_\w+/g));
  const served = (await metricsOf(server.url)).matchAll(/^# TYPE (holdfast_\w+) /gm);
  expect([...served].map(([, name]) => name).sort()).toEqual([...described].sort());
});

test.each([
  ['through a proxy', { 'x-forwarded-for': '192.0.2.1' }, 401],
  ['through a proxy that says nothing of the client', { via: '1.1 proxy' }, 401],
  ['with a wrong token', { 'x-forwarded-for': '192.0.2.1', authorization: 'Bearer guessed' }, 401],
  ['with the token', { 'x-forwarded-for': '192.0.2.1', authorization: `Bearer ${TOKEN}` }, 200],
])('metrics: asked %s', async (_, headers, status) => {
  const server = await testServer({
    HOLDFAST_METRICS_TOKEN: TOKEN,
    HOLDFAST_TRUSTED_PROXIES: 'loopback',
    HOLDFAST_ALLOW_PLAIN: 'yes',
  });
  expect((await fetch(`${server.url}/metrics`, { headers })).status).toBe(status);
});

test('metrics: without a token in the settings nobody from elsewhere gets them', async () => {
  const server = await testServer({ HOLDFAST_ALLOW_PLAIN: 'yes' });
  const headers = { 'x-forwarded-for': '192.0.2.1', authorization: 'Bearer undefined' };
  expect((await fetch(`${server.url}/metrics`, { headers })).status).toBe(401);
});

/** Joins the room of a ticket that it makes. */
async function joinRoom(client: RawClient): Promise<string> {
  const ticket = newTicket();
  await client.change('ticket.create', ticket);
  const room = `ticket:${ticket.id}`;
  expect(await client.send('room:join', { room })).toMatchObject({ ok: true });
  return room;
}

test('stats: figures, connections and rooms for admins, and for nobody else', async () => {
  const { server, agent, client } = await serverWithAgent();
  const admin = await server.person('admin');
  const room = await joinRoom(client);
  const ask = (token: string) =>
    fetch(`${server.url}/stats`, { headers: { authorization: `Bearer ${token}` } });
  expect((await fetch(`${server.url}/stats`)).status).toBe(401);
  expect((await ask(agent.accessToken)).status).toBe(403);
  const stats = statsSchema.parse(await (await ask(admin.accessToken)).json());
  expect(stats).toMatchObject({
    connections: 1,
    users: 1,
    rooms: 1,
    version: expect.stringMatching(/^\d+\.\d+/),
    totals: { mutations: 1, errors: 0, refused: 0 },
    connectionList: [
      { userId: agent.user.id, device: 'test', address: '127.0.0.1', transport: 'websocket', rooms: 1 },
    ],
    roomList: [{ room, people: 1, connections: 1 }],
  });
  expect(stats.dataBytes).toBeGreaterThan(10_000);
  expect(stats.now.messagesPerSecond).toBeGreaterThan(0);
  expect(stats.now.memoryBytes).toBeGreaterThan(1e6);
  const posted = await post(
    `${server.url}/api/server.stats`,
    {},
    { authorization: `Bearer ${admin.accessToken}` },
  );
  expect(statsSchema.parse(posted.body).roomList).toEqual(stats.roomList);
});

test('stats: the round trip of each line is measured, nothing before its first ping', async () => {
  const server = await testServer({ HOLDFAST_PING_INTERVAL_MS: '2000' });
  const { accessToken } = await server.person('admin');
  const lag = async () => {
    const response = await fetch(`${server.url}/stats`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    return statsSchema.parse(await response.json()).connectionList[0]?.lagMs;
  };
  await readyClient({ url: server.url, token: accessToken });
  expect(await lag()).toBeNull();
  await expect.poll(lag, { timeout: 10_000 }).toEqual(expect.any(Number));
});
