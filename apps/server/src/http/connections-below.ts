import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** The connections below an HTTP server, also those that have become WebSockets: its end waits for them all. */
export class ConnectionsBelow {
  readonly #open = new Set<Socket>();

  constructor(http: Server) {
    http.on('connection', (socket: Socket) => {
      this.#open.add(socket);
      socket.once('close', () => this.#open.delete(socket));
    });
  }

  destroyAll(): void {
    for (const socket of this.#open) socket.destroy();
  }
}
