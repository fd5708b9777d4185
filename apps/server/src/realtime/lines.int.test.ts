import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { Server } from 'socket.io';
import { io, type ManagerOptions } from 'socket.io-client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { peerOf } from '../http/client-address.ts';
import { realOutside } from '../sync/outside.ts';
import { Lines } from './lines.ts';

/** Socket.IO alone with its lines measured, and clients of it. */
async function measuredServer() {
  const http = createServer();
  const server = new Server(http, { pingInterval: 50 });
  const lines = new Lines({
    ...{ log: pino({ level: 'silent' }), outside: realOutside() },
    ...{ clientAddressOf: peerOf, maxWaitingBytes: 1024 * 1024 },
  });
  lines.watch(server.engine);
  server.engine.use((request: Parameters<Lines['used']>[1], response: object, next: () => void) => {
    lines.used(new URL(request.url ?? '', 'http://server').searchParams.get('sid') ?? '', request, response);
    next();
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  onTestFinished(() => server.close());
  const connect = async (options: Partial<ManagerOptions>) => {
    const client = io(url, { forceNew: true, reconnection: false, ...options });
    onTestFinished(() => {
      client.disconnect();
    });
    await new Promise((resolve) => client.once('connect', () => resolve(undefined)));
    return client;
  };
  return { server, lines, connect };
}

const ways: [string, Partial<ManagerOptions>, string][] = [
  ['a WebSocket', { transports: ['websocket'] }, 'websocket'],
  ['polls', { transports: ['polling'] }, 'polling'],
  ['polls that become a WebSocket', { transports: ['polling', 'websocket'] }, 'websocket'],
];

test.each(ways)(
  'over %s everything that was sent leaves, and nothing is counted as waiting after',
  async (_, options, transport) => {
    const { server, lines, connect } = await measuredServer();
    const client = await connect(options);
    let heard = 0;
    client.on('news', () => {
      heard += 1;
    });
    for (let count = 0; count < 50; count += 1) server.emit('news', 'x'.repeat(1_000));
    await vi.waitFor(() => expect(heard).toBe(50));
    const [socket] = server.sockets.sockets.values();
    const line = socket && lines.of(socket.conn);
    await vi.waitFor(() =>
      expect(line?.stats()).toEqual({ transport, lagMs: expect.any(Number), waitingBytes: 0 }),
    );
    expect(lines.traffic.sent).toBeGreaterThan(50_000);
    await vi.waitFor(() => expect(lines.traffic.waiting).toBe(0));
    server.emit('news', 'x'.repeat(1_000));
    client.disconnect();
    await vi.waitFor(() => expect(lines.size).toBe(0));
    expect([lines.traffic.waiting, lines.strangers.size]).toEqual([0, 0]);
  },
);
