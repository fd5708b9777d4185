import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { expect, onTestFinished, test } from 'vitest';
import { socketTransport } from './socket-transport.ts';
import type { ConnectionEvents } from './transport.ts';

const handshake = { token: 'token', clientId: 'client', protocol: 2, schema: 3 };
const silent: ConnectionEvents = {
  ...{ opened: () => {}, closed: () => {}, delta: () => {}, scopes: () => {}, expiring: () => {} },
  ...{ revoked: () => {}, draining: () => {} },
  ...{ presenceChange: () => {}, presenceRoom: () => {}, typingChange: () => {} },
};

/** A server that keeps why sockets ended. */
async function listen(transports: ('websocket' | 'polling')[]) {
  const http = createServer();
  const ended: string[] = [];
  new Server(http, { transports, allowUpgrades: false }).on('connection', (socket) => {
    socket.on('disconnect', (reason) => ended.push(reason));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  return { ended, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
}

test('by long-polling the server has heard of the end when closing has settled: the process may end then', async () => {
  const { url, ended } = await listen(['polling']);
  const connection = await new Promise<ReturnType<typeof socketTransport>>((resolve) => {
    const opening = socketTransport(url, handshake, { ...silent, opened: () => resolve(opening) });
  });
  await connection.close();
  expect(ended).toEqual(['client namespace disconnect']);
});

test('closing settles also where there is nobody to tell', async () => {
  const connection = socketTransport('http://127.0.0.1:1', handshake, silent);
  await connection.close();
  await connection.close();
});
