import { Server } from 'socket.io';
import { serveCalls } from './serve-calls.ts';

/** A process with a bare Socket.IO server, which passes on what one client sends to all others: the limit. */
const calls = {
  /** Gives its address. */
  start(): string {
    const server = new Server(0, { serveClient: false, transports: ['websocket'], perMessageDeflate: false });
    server.on('connection', (socket) => {
      socket.on('sync:delta', (delta: unknown) => socket.broadcast.emit('sync:delta', delta));
    });
    const address = server.httpServer.address();
    if (typeof address !== 'object' || address === null) throw new Error('The server did not start.');
    return `http://127.0.0.1:${address.port}`;
  },
};

export type BareServerCalls = typeof calls;

serveCalls(calls);
