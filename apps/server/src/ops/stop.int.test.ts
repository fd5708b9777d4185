import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { newTicket } from '../test-support/changes.ts';
import { type RawClient, readyClient } from '../test-support/raw-client.ts';
import { serverProcess } from '../test-support/server-process.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { addPerson, emailOf, newId, signIn, testServer } from '../test-support/test-server.ts';
import { reconnectMoment } from './reconnect-moments.ts';

/** A WebSocket that was opened and then says nothing more, and never answers. */
async function silentLine(url: string): Promise<Socket> {
  const { port, host } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, 'connect');
  socket.write(
    [
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      `Host: ${host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      '\r\n',
    ].join('\r\n'),
  );
  const [first] = await once(socket, 'data');
  expect(String(first)).toContain('101 Switching Protocols');
  return socket;
}

/** A text frame as clients send them: masked, here with zeros. */
function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(payload.length);
  return Buffer.concat([Buffer.from([0x81, 0x80 | 126]), length, Buffer.alloc(4), payload]);
}

/** A signed-in client whose machine goes to sleep: its line stands, and nothing answers on it. */
async function sleepingClient(url: string, token: string): Promise<void> {
  const socket = await silentLine(url);
  const auth = { token, clientId: newId(), protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION };
  const seen: string[] = [];
  socket.on('data', (data) => seen.push(String(data)));
  socket.write(textFrame(`40${JSON.stringify(auth)}`));
  await expect.poll(() => seen.join('')).toContain('40{"sid"');
}

async function processWithAgent(settings: Record<string, string>) {
  const all = { HOLDFAST_DATA: tempFolder(), ...settings };
  await addPerson(loadConfig(all), 'agent', 'agent');
  const server = await serverProcess(all);
  const { accessToken } = await signIn(server.url, emailOf('agent'));
  return { server, token: accessToken };
}

function toldMoment(client: RawClient): number {
  const [notice] = client.events.find(({ name }) => name === 'server:draining')?.args ?? [];
  if (typeof notice !== 'object' || notice === null || !('reconnectAfterMs' in notice)) return Number.NaN;
  return Number(notice.reconnectAfterMs);
}

test('clients are told to come back at moments that are spread over the set time', async () => {
  const server = await testServer({ HOLDFAST_RECONNECT_SPREAD_MS: '8000' });
  const { accessToken: token } = await server.person('agent');
  const clients = await Promise.all([1, 2, 3, 4].map(() => readyClient({ url: server.url, token })));
  await server.stop();
  const moments = clients.map(toldMoment).sort((left, right) => left - right);
  expect(moments).toEqual([1_000, 3_000, 5_000, 7_000]);
});

test('nobody is told to come back before another process can have taken over, however many they are', () => {
  const moments = Array.from({ length: 1_000 }, (_, place) => reconnectMoment(place, 1_000, 5_000));
  expect(Math.min(...moments)).toBe(1_000);
  expect(Math.max(...moments)).toBeLessThan(6_000);
  expect(new Set(moments)).toHaveProperty('size', 1_000);
  expect(reconnectMoment(0, 0, 0)).toBe(1_000);
});

test('ten thousand are told to come back no faster than one process lets them in', () => {
  const moments = Array.from({ length: 10_000 }, (_, place) => reconnectMoment(place, 10_000, 5_000));
  const inOneSecond = moments.filter((moment) => moment >= 4_000 && moment < 5_000);
  expect(inOneSecond).toHaveLength(1_000);
});

test('over long-polling too, what was taken is answered before the line closes', async () => {
  const server = await testServer({ HOLDFAST_COMMIT_MUTATIONS: '1' });
  const { accessToken: token } = await server.person('agent');
  const socket = { transports: ['polling'], upgrade: false };
  const client = await readyClient({ url: server.url, token, socket });
  const pushes = Array.from({ length: 20 }, () =>
    client.push([client.mutation('ticket.create', newTicket())]),
  );
  await pushes[0];
  await server.stop();
  const answers = await Promise.all(pushes);
  expect(answers.filter((answer) => answer.ok).length).toBeGreaterThan(0);
  for (const answer of answers) {
    if (!answer.ok) expect(answer.error).toMatchObject({ code: 'SERVER_BUSY', reason: 'draining' });
  }
  expect(toldMoment(client)).toBeGreaterThan(0);
});

test('while it stops, ready is 503 and new connections are told when to come back', async () => {
  const server = await testServer({ HOLDFAST_STOP_TIMEOUT_MS: '4000' });
  const { accessToken: token } = await server.person('agent');
  // It waits for this line for a while.
  await silentLine(server.url);
  const stopped = server.stop();
  const ready = await fetch(`${server.url}/ready`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({
    status: 'draining',
    database: 'up',
    websocket: { status: 'down' },
  });
  const late = readyClient({ url: server.url, token });
  await expect(late).rejects.toMatchObject({ code: 'SERVER_BUSY', retryAfterMs: 1_000 });
  await stopped;
});

test('lines that never answer do not hold a stop: exit 0 within the set time', async () => {
  const { server, token } = await processWithAgent({ HOLDFAST_STOP_TIMEOUT_MS: '4000' });
  await silentLine(server.url);
  await sleepingClient(server.url, token);
  await readyClient({ url: server.url, token });
  expect(await server.end('SIGTERM')).toBe(0);
  // Past its time it would have ended with 1.
  expect(server.lines.at(-1)).toMatchObject({ msg: 'stopped' });
});

test('a second signal ends the process at once', async () => {
  const { server } = await processWithAgent({ HOLDFAST_STOP_TIMEOUT_MS: '60000' });
  await silentLine(server.url);
  const ended = once(server.process, 'exit');
  server.process.kill('SIGINT');
  await expect.poll(() => server.lines.map(({ msg }) => msg)).toContain('stopping');
  server.process.kill('SIGTERM');
  expect((await ended)[0]).toBe(1);
  expect(server.lines.at(-1)).toMatchObject({ msg: 'stopping at once' });
});
