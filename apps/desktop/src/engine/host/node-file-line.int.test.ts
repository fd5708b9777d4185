import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Sending } from '../files/transfers/file-line.ts';
import { checksBetween } from '../files/transfers/piece-check.ts';
import { FileServer, piecesOf } from '../test-support/file-server.ts';
import { selfSigned } from '../test-support/self-signed.ts';
import { nodeFileLine } from './node-file-line.ts';

const line = nodeFileLine();
const never = new AbortController().signal;

function sendingOf(server: string, bytes: Buffer, requestBytes = 1_000_000): Sending {
  const pieces = Buffer.concat(piecesOf(bytes));
  return {
    uploads: new URL('/files/uploads', server),
    attachment: 'one',
    isNew: false,
    source: {
      size: bytes.length,
      async *read(from, to) {
        for (let at = from; at < to; at += 10_000) yield bytes.subarray(at, Math.min(to, at + 10_000));
      },
    },
    token: async () => 'token',
    endOfRequest: (from) => Math.min(bytes.length, from + requestBytes),
    pieces: (from, to) => checksBetween(pieces, bytes.length, from, to),
    left: () => {},
    taken: () => {},
  };
}

async function all(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}

test('a file goes up in requests of the size that is asked for, and nobody leads it elsewhere', async () => {
  const server = await FileServer.start();
  const bytes = randomBytes(250_000);
  await line.send(sendingOf(server.url, bytes, 100_000), never);
  expect(server.uploads.get('one')?.bytes).toEqual(bytes);
  expect(server.asked).toEqual([
    'HEAD one',
    'POST one 0',
    'PATCH one 100000',
    'PATCH one 100000',
    'PATCH one 50000',
  ]);
});

test('an upload goes on at the byte at which it was cut', async () => {
  const server = await FileServer.start();
  const bytes = randomBytes(250_000);
  server.trouble = (method) => (method === 'PATCH' ? { cutAfter: 123_457 } : undefined);
  await expect(line.send(sendingOf(server.url, bytes), never)).rejects.toMatchObject({ status: undefined });
  server.trouble = () => undefined;
  await line.send(sendingOf(server.url, bytes), never);
  expect(server.uploads.get('one')?.bytes).toEqual(bytes);
  expect(server.asked.at(-1)).toBe(`PATCH one ${250_000 - 123_457}`);
});

test('an upload that is new is made without asking for it first', async () => {
  const server = await FileServer.start();
  await line.send({ ...sendingOf(server.url, randomBytes(500)), isNew: true }, never);
  expect(server.asked).toEqual(['POST one 0', 'PATCH one 500']);
});

test('an upload without a byte is made, and nothing else', async () => {
  const server = await FileServer.start();
  await line.send(sendingOf(server.url, Buffer.alloc(0)), never);
  expect(server.asked).toEqual(['HEAD one', 'POST one 0']);
});

test('a line on which no byte moves is given up', async () => {
  const server = await FileServer.start();
  server.trouble = (method) => (method === 'PATCH' ? 'silence' : undefined);
  const impatient = nodeFileLine(50);
  await expect(
    impatient.send(sendingOf(server.url, Buffer.alloc(30_000_000), 30_000_000), never),
  ).rejects.toMatchObject({
    problem: { code: 'CONNECTION_ERROR' },
  });
});

test('a server that has all of it and does not answer is given up', async () => {
  const server = await FileServer.start();
  server.trouble = (method) => (method === 'PATCH' ? 'silence' : undefined);
  const impatient = nodeFileLine(10_000, 50);
  await expect(impatient.send(sendingOf(server.url, randomBytes(100)), never)).rejects.toMatchObject({
    problem: { code: 'CONNECTION_ERROR' },
  });
});

test('an answer that comes before all was sent is heard', async () => {
  const server = await FileServer.start();
  const error = { code: 'PAYLOAD_TOO_LARGE', message: 'Too large.', reason: 'too-large' };
  server.trouble = (method) => (method === 'PATCH' ? { status: 413, error } : undefined);
  await expect(line.send(sendingOf(server.url, randomBytes(400_000), 400_000), never)).rejects.toMatchObject({
    status: 413,
    problem: error,
  });
});

test('a status without words of the server, and when to come back, are told', async () => {
  const server = await FileServer.start();
  server.trouble = () => ({ status: 503, headers: { 'retry-after': '7' } });
  await expect(line.send(sendingOf(server.url, randomBytes(10)), never)).rejects.toMatchObject({
    status: 503,
    problem: { code: 'SERVER_BUSY', retryAfterMs: 7_000 },
  });
});

test('an answer in which a bit was turned over is a fault of the line', async () => {
  const server = await FileServer.start();
  server.pieces = '{"hash';
  server.files.set('one', randomBytes(10));
  await expect(line.getJson(new URL('/files/one/pieces', server.url), 'token', never)).rejects.toMatchObject({
    problem: { code: 'CONNECTION_ERROR' },
  });
});

test('a fault of the disk that is read from is told as what it is', async () => {
  const server = await FileServer.start();
  const fault = Object.assign(new Error('the disk'), { code: 'EIO' });
  const sending = sendingOf(server.url, randomBytes(100));
  // biome-ignore lint/correctness/useYield: it fails before there is a byte.
  const read = async function* (): AsyncGenerator<Uint8Array> {
    throw fault;
  };
  const broken = { ...sending, source: { size: 100, read } };
  await expect(line.send(broken, never)).rejects.toMatchObject({ cause: fault });
});

test('an attempt that is ended ends at once', async () => {
  const server = await FileServer.start();
  server.trouble = (method) => (method === 'PATCH' ? 'silence' : undefined);
  const attempt = new AbortController();
  const sent = line.send(sendingOf(server.url, randomBytes(100)), attempt.signal);
  await expect.poll(() => server.asked.at(-1)).toBe('PATCH one 100');
  attempt.abort();
  await expect(sent).rejects.toThrow();
});

test('a file comes down from any byte on, and a cut is told', async () => {
  const server = await FileServer.start();
  const bytes = randomBytes(200_000);
  server.files.set('one', bytes);
  const url = new URL('/files/one', server.url);
  const rest = await line.receive(url, 'token', 150_001, never);
  expect(rest.from).toBe(150_001);
  expect(await all(rest.bytes)).toEqual(bytes.subarray(150_001));
  server.trouble = () => ({ cutAfter: 10_000 });
  const cut = await line.receive(url, 'token', 0, never);
  await expect(all(cut.bytes)).rejects.toMatchObject({ problem: { code: 'CONNECTION_ERROR' } });
});

test('security item 14: no token goes where a redirect leads, to an unknown certificate, or out in the open', async () => {
  const [server, elsewhere, signed] = [
    await FileServer.start(),
    await FileServer.start(),
    await selfSigned(),
  ];
  server.trouble = () => ({ status: 302, headers: { location: `${elsewhere.url}/files/one` } });
  await expect(line.receive(new URL('/files/one', server.url), 'token', 0, never)).rejects.toMatchObject({
    status: 302,
  });
  expect(elsewhere.asked).toEqual([]);
  await expect(line.send(sendingOf(signed.url, randomBytes(10)), never)).rejects.toMatchObject({
    problem: { message: expect.stringContaining('not one that this device trusts') },
  });
  expect(signed.asked()).toBe(0);
  await expect(line.send(sendingOf('http://files.example', randomBytes(10)), never)).rejects.toMatchObject({
    problem: { reason: 'plain' },
  });
});

test('dropping an upload that is not there is fine', async () => {
  const server = await FileServer.start();
  await line.drop(new URL('/files/uploads/one', server.url), 'token', never);
  expect(server.asked).toEqual(['DELETE one']);
});
