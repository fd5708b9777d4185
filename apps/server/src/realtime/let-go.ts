import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { ClientSocket } from './client-sockets.ts';

/** Stands for all requests that opened a line. */
const forgotten = new IncomingMessage(new Socket());
const nothing = Object.freeze({});

/**
 * Lets go of what a client said when it connected, once it is let in: its request, headers and access token are
 * kept by Socket.IO for as long as the line stands, which costs thousands of bytes each, and nobody needs them again.
 */
export function letGoOfHandshake({ conn, handshake }: Pick<ClientSocket, 'conn' | 'handshake'>): void {
  conn.request = forgotten;
  handshake.headers = nothing;
  handshake.query = nothing;
  handshake.auth = nothing;
}
