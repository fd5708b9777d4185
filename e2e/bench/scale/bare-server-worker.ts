import { Server } from 'socket.io';
import { serveCalls } from '../sync/serve-calls.ts';

/** As the server pings, in milliseconds. */
const PING_INTERVAL_MS = 25_000;
const PING_TIMEOUT_MS = 60_000;

/** A process with a bare Socket.IO server, which passes on what one client sends to all others: the limit. */
const calls = {
  /** Gives its port. */
  start(): number {
    const server = new Server(0, {
      serveClient: false,
      transports: ['websocket', 'polling'],
      perMessageDeflate: false,
      pingInterval: PING_INTERVAL_MS,
      pingTimeout: PING_TIMEOUT_MS,
    });
    server.on('connection', (socket) => {
      socket.on('sync:delta', (delta: unknown, answer: () => void) => {
        socket.broadcast.emit('sync:delta', delta);
        answer();
      });
    });
    const address = server.httpServer.address();
    if (typeof address !== 'object' || address === null) throw new Error('The server did not start.');
    return address.port;
  },
};

export type BareCalls = typeof calls;

serveCalls(calls);
