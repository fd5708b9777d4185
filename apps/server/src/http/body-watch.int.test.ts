import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { watchBodies } from './body-watch.ts';
import { answerBrokenLine } from './broken-requests.ts';

/** A server that counts what comes and answers at the end, whose watch looks when it is told to. */
async function watchedServer() {
  const held = { now: 0, look: () => {}, received: 0, isWatching: false };
  const outside = {
    elapsed: () => held.now,
    every: (_: number, run: () => void) => {
      Object.assign(held, { look: run, isWatching: true });
      return () => {
        held.isWatching = false;
      };
    },
  };
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    if (request.url === '/long/refused') response.writeHead(401).end();
    request.on('data', (part: Buffer) => {
      held.received += part.length;
    });
    request.on('end', () => response.end('done'));
    request.on('error', () => {});
  });
  server.on('clientError', answerBrokenLine);
  watchBodies(server, { outside, mayBeLong: ({ url }) => url?.startsWith('/long') === true });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { held, port: (server.address() as AddressInfo).port };
}
type Watched = Awaited<ReturnType<typeof watchedServer>>;

/** A line that says that it will send ten bytes. */
function beginBody({ held, port }: Watched, path: string) {
  const socket = connect(port, '127.0.0.1');
  const heard = { text: '', isClosed: false };
  socket.on('data', (part) => {
    heard.text += part.toString();
  });
  socket.on('close', () => {
    heard.isClosed = true;
  });
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n`);
  /** Sends bytes at a moment, and looks a moment later. */
  async function send(count: number, at: number): Promise<void> {
    held.now = at;
    const before = held.received;
    socket.write('x'.repeat(count));
    await expect.poll(() => held.received).toBe(before + count);
    held.look();
  }
  const looked = (at: number) => {
    held.now = at;
    held.look();
  };
  return { heard, send, looked };
}

test('a request whose body does not come within a minute is refused, and its line ends', async () => {
  const { heard, send, looked } = beginBody(await watchedServer(), '/short');
  await send(1, 0);
  await send(1, 59_000);
  expect(heard.isClosed).toBe(false);
  looked(60_000);
  await expect.poll(() => heard.isClosed).toBe(true);
  expect(heard.text).toMatch(/^HTTP\/1.1 408 .*"code":"INVALID_MESSAGE"/s);
});

test('a long upload lives while something of it arrives, and ends half a minute after', async () => {
  const { heard, send, looked } = beginBody(await watchedServer(), '/long');
  for (const at of [0, 29_000, 58_000, 87_000]) await send(1, at);
  looked(116_000);
  expect(heard.isClosed).toBe(false);
  looked(117_000);
  await expect.poll(() => heard.isClosed).toBe(true);
});

test('a long upload that is over leaves nothing to look at', async () => {
  const watched = await watchedServer();
  const { heard, send, looked } = beginBody(watched, '/long');
  await send(1, 0);
  expect(watched.held.isWatching).toBe(true);
  await send(9, 100_000);
  await expect.poll(() => heard.text).toContain('done');
  looked(101_000);
  expect(watched.held.isWatching).toBe(false);
});

test('an upload that was refused has no more time than any other request', async () => {
  const { heard, send } = beginBody(await watchedServer(), '/long/refused');
  for (const at of [0, 29_000, 58_000, 60_000]) await send(1, at);
  await expect.poll(() => heard.isClosed).toBe(true);
  expect(heard.text).toMatch(/^HTTP\/1.1 401 /);
});
