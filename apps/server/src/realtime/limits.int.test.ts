import { get, type IncomingMessage } from 'node:http';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import { expect, test, vi } from 'vitest';
import { ask } from '../test-support/ask.ts';
import { newTicket } from '../test-support/changes.ts';
import { RawClient, readyClient } from '../test-support/raw-client.ts';
import { openWebSocket, RawWebSocket } from '../test-support/raw-web-socket.ts';
import { newId, type TestServer, testServer } from '../test-support/test-server.ts';

/** A handshake with a token that is not good; its error, or the answer over HTTP where it was cut before. */
function knock(server: TestServer, token = 'garbage') {
  return new RawClient({ url: server.url, token }).connected().catch((error: unknown) => error);
}

const fromAbroad = (address: string) => ({ 'x-forwarded-for': address, 'x-forwarded-proto': 'https' });

test('23: too many refused handshakes from an address are cut before they cost anything, and others are let in', async () => {
  const server = await testServer({
    HOLDFAST_REFUSED_HANDSHAKES_PER_MINUTE_PER_ADDRESS: '5',
    HOLDFAST_TRUSTED_PROXIES: 'loopback',
  });
  const admin = await server.person('admin');
  const good = await readyClient({ url: server.url, token: admin.accessToken });
  for (let count = 0; count < 6; count += 1) {
    expect(await knock(server)).toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  }
  const error = {
    code: 'RATE_LIMIT_EXCEEDED',
    retryAfterMs: expect.any(Number),
    message: expect.any(String),
  };
  const cut = { status: 429, headers: { 'retry-after': expect.any(String) }, body: { error } };
  expect(await openWebSocket(server.url)).toMatchObject(cut);
  expect(await openWebSocket(server.url, {}, '&sid=forged&sid=')).toMatchObject(cut);
  const polled = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`);
  expect(polled.status).toBe(429);
  expect(polled.headers.get('retry-after')).toBe('1');
  expect(await polled.json()).toMatchObject({ error });
  expect(await openWebSocket(server.url, fromAbroad('192.0.2.9'))).toBeInstanceOf(RawWebSocket);
  expect((await good.change('ticket.create', newTicket())).result.ok).toBe(true);
  const { suspicions } = await ask(server.url, admin.accessToken, 'server.suspicions', {});
  expect(suspicions).toMatchObject([{ kind: 'bad-tokens', address: '127.0.0.1', userId: null }]);
});

test('23: an address that goes on is held longer each time, and let in again after', async () => {
  const clock = { now: Date.now() };
  const server = await testServer(
    { HOLDFAST_REFUSED_HANDSHAKES_PER_MINUTE_PER_ADDRESS: '1', HOLDFAST_ACCESS_TOKEN_SECONDS: '3600' },
    { now: () => clock.now },
  );
  const agent = await server.person('agent');
  for (const seconds of ['1', '2', '4']) {
    while (!('status' in (await openWebSocket(server.url)))) await knock(server);
    expect(await openWebSocket(server.url)).toMatchObject({ headers: { 'retry-after': seconds } });
    clock.now += Number(seconds) * 1_000;
    expect(await openWebSocket(server.url)).toBeInstanceOf(RawWebSocket);
  }
  expect(await knock(server, agent.accessToken)).toBeInstanceOf(RawClient);
});

/** One line on which packets are sent by hand; `isOver` once the server closed it. */
async function openLine(server: TestServer) {
  const line = await openWebSocket(server.url);
  if (!(line instanceof RawWebSocket)) throw new Error('There was no WebSocket.');
  const isOver = new Promise((resolve) => line.socket.once('close', resolve));
  return { line, isOver };
}

test('23: a line on which a handshake was refused is closed, and takes few of them at once', async () => {
  const server = await testServer();
  const forged = `40${JSON.stringify({ token: 'garbage', clientId: newId(), protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION })}`;
  const once = await openLine(server);
  once.line.send(forged);
  await once.isOver;
  expect(once.line.text).toContain('AUTHENTICATION_FAILED');
  const often = await openLine(server);
  for (let count = 0; count < 500; count += 1) often.line.send(forged);
  await often.isOver;
  expect(often.line.text.split('AUTHENTICATION_FAILED').length - 1).toBeLessThanOrEqual(20);
});

test('29: an address has no more connections than allowed, others have theirs', async () => {
  const server = await testServer({
    HOLDFAST_MAX_CONNECTIONS_PER_ADDRESS: '2',
    HOLDFAST_TRUSTED_PROXIES: 'loopback',
  });
  const { accessToken: token } = await server.person('agent');
  const connectFrom = (address: string) => {
    const socket = { extraHeaders: fromAbroad(address) };
    return new RawClient({ url: server.url, token, socket }).connected();
  };
  const first = await connectFrom('192.0.2.1');
  await connectFrom('192.0.2.1');
  await expect(connectFrom('192.0.2.1')).rejects.toMatchObject({
    ...{ code: 'RATE_LIMIT_EXCEEDED', reason: 'connections' },
    retryAfterMs: expect.any(Number),
  });
  await connectFrom('192.0.2.2');
  first.socket.disconnect();
  await vi.waitFor(() => connectFrom('192.0.2.1'));
});

test('29: few lines may be open that have not said who they are; whoever was let in is none of them', async () => {
  const server = await testServer();
  const { accessToken: token } = await server.person('agent');
  const silent = (count: number) =>
    Promise.all(Array.from({ length: count }, () => openWebSocket(server.url)));
  await silent(99);
  const client = await new RawClient({ url: server.url, token }).connected();
  const opened = await silent(20);
  const refused = opened.filter((line) => 'status' in line);
  expect(refused).toHaveLength(19);
  expect(refused[0]).toMatchObject({ status: 429, body: { error: { code: 'RATE_LIMIT_EXCEEDED' } } });
  expect(client.socket.connected).toBe(true);
  for (const line of opened) if (line instanceof RawWebSocket) line.socket.destroy();
  await vi.waitFor(async () => expect(await openWebSocket(server.url)).toBeInstanceOf(RawWebSocket));
});

test('29: connections opened at the same moment do not slip past the limit of a person', async () => {
  const server = await testServer({ HOLDFAST_MAX_CONNECTIONS_PER_USER: '3' });
  const admin = await server.person('admin');
  const agent = await server.person('agent');
  const clients = Array.from(
    { length: 20 },
    () => new RawClient({ url: server.url, token: agent.accessToken }),
  );
  await Promise.allSettled(clients.map((client) => client.connected()));
  await vi.waitFor(async () => {
    const { connectionList } = await ask(server.url, admin.accessToken, 'server.stats', {});
    expect(connectionList.filter(({ userId }) => userId === agent.user.id)).toHaveLength(3);
  });
});

test('28: whoever goes on with events that are refused is answered unread, then cut, and that is noted', async () => {
  const server = await testServer({ HOLDFAST_EVENTS_PER_MINUTE: '20' });
  const admin = await server.person('admin');
  const agent = await server.person('agent');
  const bad = await readyClient({ url: server.url, token: agent.accessToken });
  for (let count = 0; count < 20; count += 1) {
    expect(await bad.send('nonsense')).toMatchObject({ ok: false, error: { code: 'INVALID_MESSAGE' } });
  }
  expect(await bad.send('sync:pull', { nonsense: true })).toMatchObject({
    ok: false,
    error: { code: 'RATE_LIMIT_EXCEEDED', retryAfterMs: expect.any(Number) },
  });
  const closed = new Promise((resolve) => bad.socket.once('disconnect', resolve));
  for (let count = 0; count < 300; count += 1) bad.socket.emit('nonsense');
  await closed;
  const { suspicions } = await ask(server.url, admin.accessToken, 'server.suspicions', {});
  expect(suspicions).toMatchObject([{ kind: 'refused-events', userId: agent.user.id, address: '127.0.0.1' }]);
});

test('28: pulls are limited apart from other events', async () => {
  const server = await testServer({ HOLDFAST_PULLS_PER_MINUTE: '5' });
  const { accessToken: token } = await server.person('agent');
  const client = await readyClient({ url: server.url, token });
  const request = { epoch: client.epoch, acked: 0, cursors: {}, limit: 10 };
  const answers = await Promise.all(Array.from({ length: 6 }, () => client.send('sync:pull', request)));
  expect(answers.at(0)).toMatchObject({ ok: true });
  expect(answers.at(-1)).toMatchObject({
    ok: false,
    error: { code: 'RATE_LIMIT_EXCEEDED', retryAfterMs: expect.any(Number) },
  });
  expect(await client.ping({})).toMatchObject({ ok: true });
});

test('32: compression of messages is not taken up, so that nothing small unpacks to something large', async () => {
  const server = await testServer();
  const opened = await openWebSocket(server.url);
  expect(opened).toBeInstanceOf(RawWebSocket);
  if (!(opened instanceof RawWebSocket)) return;
  expect(opened.answer.statusCode).toBe(101);
  expect(opened.answer.headers['sec-websocket-extensions']).toBeUndefined();
});

/** Little, so that few changes are too many. */
const MAX_WAITING = 256 * 1024;
/** More than the system takes of an answer that nobody reads. */
const MUCH = 10 * 1024 * 1024;
const LARGE = 'x'.repeat(90_000);

/** A server with a writer whose changes are large, and a person who listens to them without an app. */
async function serverWithWriter(maxWaiting: number, perUser = 8) {
  const server = await testServer({
    HOLDFAST_MAX_WAITING_BYTES: String(maxWaiting),
    HOLDFAST_MAX_CONNECTIONS_PER_USER: String(perUser),
  });
  const admin = await server.person('admin');
  const { accessToken: token, user } = await server.person('agent');
  const writer = await readyClient({ url: server.url, token: admin.accessToken });
  const says = { token, protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION };
  const connect = () => `40${JSON.stringify({ ...says, clientId: newId() })}`;
  const write = () => writer.change('ticket.create', newTicket({ description: LARGE }));
  const readers = async () => {
    const { connectionList } = await ask(server.url, admin.accessToken, 'server.stats', {});
    return connectionList.filter(({ userId }) => userId === user.id);
  };
  const lineOfReader = async () => (await readers())[0];
  return { server, connect, write, readers, lineOfReader };
}

/** Writes until the reader is cut; gives the most that has waited for it. */
async function mostWaiting(
  write: () => Promise<unknown>,
  lineOfReader: () => Promise<{ waitingBytes: number } | undefined>,
) {
  let most = 0;
  for (let count = 0; count < 400; count += 1) {
    await write();
    const line = await lineOfReader();
    if (line === undefined) return most;
    most = Math.max(most, line.waitingBytes);
  }
  throw new Error('The slow reader was not cut.');
}

test('30: who does not read from a WebSocket is cut, and no more waits than may', async () => {
  const { server, connect, write, lineOfReader } = await serverWithWriter(MAX_WAITING);
  const opened = await openWebSocket(server.url);
  if (!(opened instanceof RawWebSocket)) throw new Error('There was no WebSocket.');
  opened.send(connect());
  await vi.waitFor(async () => expect(await lineOfReader()).toMatchObject({ transport: 'websocket' }));
  opened.socket.pause();
  expect(await mostWaiting(write, lineOfReader)).toBeLessThan(MAX_WAITING);
  expect((await write()).result.ok).toBe(true);
});

/** Opens a line of polls and gives what each poll asks for. */
async function openPolls(server: TestServer, connect: string): Promise<string> {
  const url = `${server.url}/socket.io/?EIO=4&transport=polling`;
  const { sid } = JSON.parse((await (await fetch(url)).text()).slice(1));
  await fetch(`${url}&sid=${sid}`, { method: 'POST', body: connect });
  return `${url}&sid=${sid}`;
}

test('30: who stops polling is cut, and no more waits than may', async () => {
  const { server, connect, write, lineOfReader } = await serverWithWriter(MAX_WAITING);
  const poll = await openPolls(server, connect());
  await vi.waitFor(async () => expect(await lineOfReader()).toMatchObject({ transport: 'polling' }));
  expect(await mostWaiting(write, lineOfReader)).toBeLessThan(MAX_WAITING);
  expect((await fetch(poll)).status).toBe(400);
});

test('30: what a poll was answered waits until it is read', async () => {
  const { server, connect, write, lineOfReader } = await serverWithWriter(MUCH);
  const poll = await openPolls(server, connect());
  await vi.waitFor(async () => expect(await lineOfReader()).toMatchObject({ transport: 'polling' }));
  const large = MUCH * 0.9;
  for (let waits = 0; waits < large; waits = (await lineOfReader())?.waitingBytes ?? MUCH) {
    await Promise.all(Array.from({ length: 2 }, write));
  }
  const unread = await new Promise<IncomingMessage>((resolve) => get(poll, { agent: false }, resolve));
  expect(unread.statusCode).toBe(200);
  const cut = new Promise((resolve) => unread.socket.once('close', resolve));
  expect((await lineOfReader())?.waitingBytes).toBeGreaterThan(large);
  expect(await mostWaiting(write, lineOfReader)).toBeLessThan(MUCH);
  unread.on('error', () => {
    // It was cut in its middle.
  });
  unread.resume();
  await cut;
});

test('30: where much waits for many together, less may wait for each', async () => {
  const { server, write, connect, readers } = await serverWithWriter(MAX_WAITING, 130);
  for (let group = 0; group < 6; group += 1) {
    await Promise.all(Array.from({ length: 20 }, () => openPolls(server, connect())));
  }
  await vi.waitFor(async () => expect(await readers()).toHaveLength(120));
  await write();
  expect(await readers()).toHaveLength(120);
  await write();
  await vi.waitFor(async () => expect((await readers()).length).toBeLessThan(120));
  const waiting = (await readers()).reduce((sum, { waitingBytes }) => sum + waitingBytes, 0);
  expect(waiting).toBeGreaterThan(0);
  expect(waiting).toBeLessThan(65 * MAX_WAITING);
});
