import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { withData } from '../cli/open-data.ts';
import { readStore } from '../store/work.ts';
import { ask } from '../test-support/ask.ts';
import { Bot, listeningBot } from '../test-support/bot.ts';
import { newTicket } from '../test-support/changes.ts';
import { RawClient, readyClient } from '../test-support/raw-client.ts';
import { openWebSocket, RawWebSocket } from '../test-support/raw-web-socket.ts';
import { newId, testServer } from '../test-support/test-server.ts';
import { ApiTokens } from './api-tokens.ts';

async function serverWithAdmin(settings: Record<string, string> = {}) {
  const server = await testServer(settings);
  return { server, admin: await server.person('admin') };
}

test('23: absent, garbled, forged and revoked tokens are refused alike', async () => {
  const { server, admin } = await serverWithAdmin();
  const { id, token } = await listeningBot(server.url, admin, ['desk']);
  const revoked = await listeningBot(server.url, admin, ['desk']);
  await ask(server.url, admin.accessToken, 'tokens.revoke', { id: revoked.id });
  const [head = ''] = token.split('.');
  const forged = ['garbage', `${token}x`, head, `${head}.`, `${head}.${'A'.repeat(43)}`, revoked.token];
  for (const bad of [...forged, admin.accessToken, id, `holdfast_${newId()}.${'A'.repeat(43)}`]) {
    const refused = new Bot(server.url, { token: bad }).connected();
    await expect(refused, bad).rejects.toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  }
  for (const bad of [{}, { token: 7 }, { token: '' }, { token: 'x'.repeat(1_001) }, { token: ['x'] }]) {
    const refused = new Bot(server.url, bad).connected();
    await expect(refused, JSON.stringify(bad)).rejects.toMatchObject({ code: 'INVALID_MESSAGE' });
  }
  const large = new Bot(server.url, { token: 'x'.repeat(5_000) }).connected();
  await expect(large).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
});

test('23: an address that tries too many tokens is held, and it can be looked up', async () => {
  const { server, admin } = await serverWithAdmin({
    HOLDFAST_REFUSED_HANDSHAKES_PER_MINUTE_PER_ADDRESS: '5',
  });
  for (let count = 0; count < 6; count += 1) {
    const refused = new Bot(server.url, { token: `garbage ${count}` }).connected();
    await expect(refused).rejects.toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  }
  expect(await openWebSocket(server.url)).toMatchObject({ status: 429 });
  const { suspicions } = await ask(server.url, admin.accessToken, 'server.suspicions', {});
  expect(suspicions).toMatchObject([{ kind: 'bad-tokens' }]);
  await server.stop();
  const kept = await withData(server.config, ({ store }) =>
    store.read(() => readStore((tx) => tx.auditBefore(1_000, { kind: 'connection-refused' }, 10))),
  );
  expect(kept).toMatchObject([{ subject: '/events', actorId: null, details: { count: 6 } }]);
});

/** A bare WebSocket, and the packets that came on it, once the server has opened it. */
async function openLine(url: string) {
  const line = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  const packets: string[] = [];
  line.addEventListener('message', ({ data }) => packets.push(String(data)));
  onTestFinished(() => line.close());
  await once(line, 'message');
  return { line, packets };
}

const handshake = (token: string) => `40/events,${JSON.stringify({ token })}`;

test('nobody tries one token after the other on one line: it is closed after the first', async () => {
  const { server } = await serverWithAdmin();
  const { line, packets } = await openLine(server.url);
  line.send(handshake('garbage'));
  await once(line, 'message');
  line.send(handshake('more garbage'));
  await once(line, 'close');
  const answers = packets.filter((packet) => packet.includes('AUTHENTICATION_FAILED'));
  expect(answers).toHaveLength(1);
});

test('an API token is no access token: it neither syncs nor asks', async () => {
  const { server, admin } = await serverWithAdmin();
  const { token } = await listeningBot(server.url, admin, ['desk']);
  const syncing = new RawClient({ url: server.url, token }).connected();
  await expect(syncing).rejects.toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  await expect(ask(server.url, token, 'tokens.list', {})).rejects.toMatchObject({
    code: 'AUTHENTICATION_FAILED',
  });
});

test('bots only listen: whatever they send is refused, and too much of it with the time to wait', async () => {
  const { server, admin } = await serverWithAdmin({ HOLDFAST_EVENTS_PER_MINUTE: '5' });
  const { bot } = await listeningBot(server.url, admin, ['desk']);
  for (const event of ['sync:push', 'sync:pull', 'room:join', 'ticket:created', '__proto__']) {
    expect(await bot.send(event, { any: 'thing' }), event).toMatchObject({
      ok: false,
      error: { code: 'AUTHORIZATION_FAILED' },
    });
  }
  expect(await bot.send('sync:pull')).toMatchObject({
    error: { code: 'RATE_LIMIT_EXCEEDED', retryAfterMs: expect.any(Number) },
  });
  expect(bot.socket.connected).toBe(true);
});

test('28: a bot that goes on sending is cut, and it can be looked up', async () => {
  const { server, admin } = await serverWithAdmin({ HOLDFAST_EVENTS_PER_MINUTE: '5' });
  const { bot } = await listeningBot(server.url, admin, ['desk']);
  for (let count = 0; count < 60; count += 1) bot.socket.emit('flood', count);
  await bot.closed();
  const { suspicions } = await ask(server.url, admin.accessToken, 'server.suspicions', {});
  expect(suspicions).toMatchObject([{ kind: 'refused-events' }]);
});

test('25: a revoked token’s connections are told and closed at once; others stay', async () => {
  const { server, admin } = await serverWithAdmin({ HOLDFAST_HEADS_INTERVAL_MS: '1000' });
  const other = await listeningBot(server.url, admin, ['desk']);
  const began = Date.now();
  // Found by looking now and then, one after the other would take a second each.
  for (let count = 0; count < 4; count += 1) {
    const { id, bot } = await listeningBot(server.url, admin, ['desk']);
    await ask(server.url, admin.accessToken, 'tokens.revoke', { id });
    await bot.closed();
    expect(bot.others).toEqual(['session:revoked']);
  }
  expect(Date.now() - began).toBeLessThan(2_000);
  const desk = await readyClient({ url: server.url, token: admin.accessToken });
  const ticket = newTicket();
  await desk.change('ticket.create', ticket);
  await other.bot.of(ticket.id);
});

test('25: a token that another process revokes is noticed within a second', async () => {
  const { server, admin } = await serverWithAdmin();
  const { id, bot } = await listeningBot(server.url, admin, ['desk']);
  const began = Date.now();
  await withData(server.config, (data) => new ApiTokens(data).revoke(id, { actorId: 'administrator' }));
  await bot.closed();
  expect(Date.now() - began).toBeLessThan(1_500);
  expect(bot.others).toEqual(['session:revoked']);
});

test('29: a token has so many connections and no more, also where they come at once', async () => {
  const { server, admin } = await serverWithAdmin({ HOLDFAST_MAX_CONNECTIONS_PER_USER: '2' });
  const { token, bot } = await listeningBot(server.url, admin, ['desk']);
  const lines = await Promise.all(Array.from({ length: 6 }, () => openLine(server.url)));
  for (const { line } of lines) line.send(handshake(token));
  const answers = () => lines.map(({ packets }) => packets[1] ?? '');
  await expect.poll(() => answers().every((answer) => answer !== '')).toBe(true);
  expect(answers().filter((answer) => answer.startsWith('40/events,'))).toHaveLength(1);
  expect(answers().filter((answer) => answer.includes('RATE_LIMIT_EXCEEDED'))).toHaveLength(5);
  const refused = new Bot(server.url, { token }).connected();
  await expect(refused).rejects.toMatchObject({ reason: 'connections', retryAfterMs: expect.any(Number) });
  bot.socket.disconnect();
  await expect.poll(() => new Bot(server.url, { token }).connected()).toBeDefined();
});

test('29: an address has so many bots and no more', async () => {
  const { server, admin } = await serverWithAdmin({ HOLDFAST_MAX_CONNECTIONS_PER_ADDRESS: '1' });
  await listeningBot(server.url, admin, ['desk']);
  await expect(listeningBot(server.url, admin, ['desk'])).rejects.toMatchObject({
    code: 'RATE_LIMIT_EXCEEDED',
    reason: 'connections',
  });
});

test('a server that stops tells its bots when to come back, and that all is told before', async () => {
  const { server, admin } = await serverWithAdmin();
  const { bot } = await listeningBot(server.url, admin, ['desk']);
  const desk = await readyClient({ url: server.url, token: admin.accessToken });
  const ticket = newTicket();
  await desk.change('ticket.create', ticket);
  await server.stop();
  await bot.closed();
  expect(bot.namesOf(ticket.id)).toEqual(['ticket:created']);
  expect(bot.others).toEqual(['server:draining']);
});

test('30: a bot that does not read is cut, so that nothing piles up for it', async () => {
  const server = await testServer({
    HOLDFAST_MAX_WAITING_BYTES: String(256 * 1024),
    HOLDFAST_MAX_CONNECTIONS_PER_USER: '1',
  });
  const admin = await server.person('admin');
  const { token, bot } = await listeningBot(server.url, admin, ['desk']);
  bot.socket.disconnect();
  const opened = await openWebSocket(server.url);
  if (!(opened instanceof RawWebSocket)) throw new Error('There was no WebSocket.');
  opened.send(handshake(token));
  await expect.poll(() => opened.text).toContain('40/events,');
  opened.socket.pause();
  const writer = await readyClient({ url: server.url, token: admin.accessToken });
  const isCut = () =>
    new Bot(server.url, { token }).connected().then(
      () => true,
      () => false,
    );
  const write = () => writer.change('ticket.create', newTicket({ description: 'x'.repeat(90_000) }));
  let wasCut = false;
  for (let count = 0; count < 400 && !wasCut; count += 1) {
    await write();
    wasCut = await isCut();
  }
  expect(wasCut).toBe(true);
});
