import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { sendBytes } from './send-bytes.ts';

const MIB = 1024 * 1024;

interface Sending {
  readonly bytes: Buffer;
  readonly from?: number;
  readonly to?: number;
  readonly signal?: AbortSignal;
}

/** Asks a server for bytes that it sends as they are said. */
async function ask({ bytes, from = 0, to = bytes.length, signal = new AbortController().signal }: Sending) {
  const whole = {
    read: async (into: Uint8Array, at: number) => bytes.copy(into, 0, at),
    close: async () => {},
  };
  const server = createServer();
  const sent = new Promise<string>((resolve) => {
    server.on('request', (_, response) => {
      response.writeHead(200, { 'content-length': to - from });
      sendBytes(response, whole, { from, to }, signal).then(
        () => resolve('sent'),
        (error: Error) => resolve(error.message),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const [answer] = (await once(get({ port, agent: false }), 'response')) as [IncomingMessage];
  return { answer, sent };
}

/** Everything that arrives, read in small steps, the line standing still between them. */
async function readSlowly(answer: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of answer) {
    parts.push(part);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return Buffer.concat(parts);
}

test('every byte arrives as it is, however slowly it is read', async () => {
  const bytes = randomBytes(8 * MIB + 17);
  const { answer, sent } = await ask({ bytes, from: 5, to: bytes.length - 3 });
  expect((await readSlowly(answer)).equals(bytes.subarray(5, -3))).toBe(true);
  expect(await sent).toBe('sent');
});

test('a file without a byte is sent', async () => {
  const { answer, sent } = await ask({ bytes: Buffer.alloc(0) });
  expect([await readSlowly(answer), await sent]).toEqual([Buffer.alloc(0), 'sent']);
});

test('it ends the line where the file is shorter than it was', async () => {
  const { answer, sent } = await ask({ bytes: Buffer.alloc(MIB), to: 2 * MIB });
  await expect(readSlowly(answer)).rejects.toThrow('aborted');
  expect(await sent).toContain('shorter');
});

test('it ends when it is told to, and when nobody reads any more', async () => {
  const ending = new AbortController();
  const told = await ask({ bytes: Buffer.alloc(64 * MIB), signal: ending.signal });
  ending.abort(new Error('Access was lost.'));
  expect(await told.sent).toBe('Access was lost.');
  const left = await ask({ bytes: Buffer.alloc(64 * MIB) });
  left.answer.destroy();
  expect(await left.sent).not.toBe('sent');
});
