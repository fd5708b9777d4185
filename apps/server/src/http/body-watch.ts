import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Outside } from '../sync/outside.ts';

/** Who sends a request more slowly than this only wants to hold its line, in milliseconds. */
const WHOLE_REQUEST_MS = 60_000;

/** A long upload lives as long as some of it arrives, in milliseconds. */
const NO_BYTE_MS = 30_000;

const LOOK_EVERY_MS = 5_000;

export interface BodyWatchOptions {
  readonly outside: Pick<Outside, 'elapsed' | 'every'>;
  /** Whether a request may take as long as it needs, while its answer is not there yet. */
  readonly mayBeLong: (request: IncomingMessage) => boolean;
}

/** A request whose body has not arrived yet. */
interface Open {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly since: number;
  bytes: number;
  bytesAt: number;
}

/** Watches the requests of a server from now on. */
export function watchBodies(server: Server, options: BodyWatchOptions): void {
  const watch = new BodyWatch(server, options);
  // Before Socket.IO, which answers its own requests: their bodies are watched too.
  server.prependListener('request', (request, response) => watch.add(request, response));
  server.once('close', () => watch.stop());
}

/**
 * Ends requests that hold their line and send nothing of their body, as Node's `requestTimeout` does; but long
 * uploads over slow lines live while something of them arrives.
 */
export class BodyWatch {
  readonly #options: BodyWatchOptions;
  readonly #server: Server;
  readonly #open = new Set<Open>();
  #stopTimer: (() => void) | undefined;

  constructor(server: Server, options: BodyWatchOptions) {
    this.#server = server;
    this.#options = options;
  }

  /** A request has begun. */
  add(request: IncomingMessage, response: ServerResponse): void {
    const { headers } = request;
    if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return;
    const since = this.#options.outside.elapsed();
    this.#open.add({ request, response, since, bytes: request.socket.bytesRead, bytesAt: since });
    this.#stopTimer ??= this.#options.outside.every(LOOK_EVERY_MS, () => this.look());
  }

  /** Looks at all of them; it does so by itself every few seconds. */
  look(): void {
    const now = this.#options.outside.elapsed();
    for (const open of this.#open) {
      if (open.request.complete || open.request.socket.destroyed) this.#open.delete(open);
      else if (this.#isTooSlow(open, now)) this.#end(open);
    }
    if (this.#open.size === 0) this.stop();
  }

  stop(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  #isTooSlow(open: Open, now: number): boolean {
    const { bytesRead } = open.request.socket;
    if (bytesRead !== open.bytes) open.bytesAt = now;
    open.bytes = bytesRead;
    const isLong = !open.response.writableEnded && this.#options.mayBeLong(open.request);
    return isLong ? now - open.bytesAt >= NO_BYTE_MS : now - open.since >= WHOLE_REQUEST_MS;
  }

  #end(open: Open): void {
    this.#open.delete(open);
    const { socket } = open.request;
    if (open.response.headersSent) socket.destroy();
    else this.#server.emit('clientError', timeout(), socket);
  }
}

/** As Node says it. */
function timeout(): Error {
  return Object.assign(new Error('The request took too long.'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
}
