import type { Server as HttpServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { toWireError } from '@holdfast/shared/protocol/errors.ts';
import type { ServerToClientEvents } from '@holdfast/shared/protocol/events.ts';
import type { OutsideEvents } from '@holdfast/shared/protocol/outside-events.ts';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import type { Config } from '../config.ts';
import { isAllowedOrigin } from '../http/origins.ts';
import { createIsPlain, plainRefused } from '../http/plain-http.ts';
import type { Sending } from '../sync/broadcaster.ts';
import { knownError } from '../sync/busy.ts';
import type { Connection } from '../sync/connections.ts';
import { type Answerer, refuseUnknown } from './answer-event.ts';
import type { Visitor } from './check-handshake.ts';
import { connectionOf, type SyncService } from './sync-service.ts';

/** What comes in is unknown until it has been checked. */
type Incoming = Record<string, (...args: unknown[]) => void>;
interface SocketData {
  visitor: Visitor;
}
type Outgoing = ServerToClientEvents & OutsideEvents;
type Io = Server<Incoming, Outgoing, Record<string, never>, SocketData>;
type ClientSocket = Socket<Incoming, Outgoing, Record<string, never>, SocketData>;
/** A namespace beside that of sync, on the same lines. */
export type SocketNamespace = ReturnType<Io['of']>;

/** The least time to connect after the transport is open. */
const CONNECT_TIMEOUT_MS = 10_000;
const STOP_STEP_MS = 20;

export interface SocketServerOptions {
  readonly http: HttpServer;
  readonly config: Config;
  readonly log: Logger;
}

/** The Socket.IO side of the server: lets clients in, hands their events on, and sends to them. */
export class SocketServer implements Sending {
  readonly #io: Io;
  readonly #options: SocketServerOptions;

  constructor(options: SocketServerOptions) {
    this.#options = options;
    this.#io = createIo(options);
  }

  /** Begins to let clients in. */
  open(service: SyncService): void {
    this.#io.use((socket, next) => {
      service.admit(socket.handshake.auth).then(
        (visitor) => {
          socket.data.visitor = visitor;
          next();
        },
        (error: unknown) => next(this.#refuse(error, socket)),
      );
    });
    this.#io.on('connection', (socket) => {
      void this.#welcome(socket, service);
    });
  }

  /** The namespace for those who do not sync. */
  namespace(name: string): SocketNamespace {
    return this.#io.of(name);
  }

  /** Cuts a connection that this copy of the app has lost already. */
  drop = (connection: Connection): void => {
    this.#io.sockets.sockets.get(connection.id)?.disconnect(true);
  };

  delta: Sending['delta'] = (connections, delta) => {
    this.#to(connections).emit('sync:delta', delta);
  };

  scopesChanged: Sending['scopesChanged'] = (connections) => {
    this.#to(connections).emit('sync:scopes');
  };

  revoked: Sending['revoked'] = (connections, reason) => {
    if (connections.length === 0) return;
    this.#to(connections).emit('session:revoked', reason);
    this.#to(connections).disconnectSockets(true);
  };

  /** Tells all clients that the server stops, lets them go, and waits until what was sent has left. */
  async drain(reconnectAfterMs: number, timeoutMs: number): Promise<void> {
    this.#io.emit('server:draining', { reconnectAfterMs });
    this.#io.disconnectSockets(true);
    const steps = Math.ceil(timeoutMs / STOP_STEP_MS);
    for (let step = 0; step < steps && this.#io.engine.clientsCount > 0; step += 1) await wait(STOP_STEP_MS);
  }

  /** Closes what is left, and the HTTP server below. */
  async close(): Promise<void> {
    await this.#io.close();
  }

  /** The error of a refused handshake carries the contract's error in `data`. */
  #refuse(error: unknown, socket: ClientSocket): Error {
    const known = knownError(error);
    const wire = toWireError(known ?? error);
    const { log } = this.#options;
    const who = { code: wire.code, reason: wire.reason, address: socket.handshake.address };
    if (known !== undefined) log.info(who, 'a connection was refused');
    else log.error({ ...who, err: error }, 'a handshake failed');
    return Object.assign(new Error(wire.message), { data: wire });
  }

  #to(connections: readonly Connection[]) {
    return this.#io.to(connections.map((connection) => connection.id));
  }

  async #welcome(socket: ClientSocket, service: SyncService): Promise<void> {
    const { visitor } = socket.data;
    const connection = connectionOf(socket.id, visitor, service.now());
    const log = this.#options.log.child({ socket: socket.id, user: visitor.userId });
    // It answers events from the first moment, and sends once that is safe.
    this.#listen(socket, service.events(connection));
    try {
      if (!(await service.welcome(visitor, connection, () => socket.connected))) return;
    } catch (error) {
      const wire = toWireError(knownError(error) ?? error);
      log.info({ code: wire.code }, 'a connection was refused after its handshake');
      socket.emit('session:revoked', wire);
      socket.disconnect(true);
      return;
    }
    socket.on('disconnect', () => service.leave(connection));
    log.info({ client: visitor.clientId, transport: socket.conn.transport.name }, 'connected');
  }

  #listen(socket: ClientSocket, events: ReadonlyMap<string, Answerer>): void {
    for (const [name, answer] of events) {
      socket.on(name, (...args: unknown[]) => {
        void answer(args);
      });
    }
    socket.onAny((name: string, ...args: unknown[]) => {
      if (!events.has(name)) refuseUnknown(args);
    });
  }
}

function createIo({ http, config }: SocketServerOptions): Io {
  const isPlain = createIsPlain(config);
  return new Server(http, {
    serveClient: false,
    transports: ['websocket', 'polling'],
    // Above our own limit, so that a message somewhat too large gets an answer instead of a cut line.
    maxHttpBufferSize: config.maxMessageBytes * 2,
    perMessageDeflate: false,
    httpCompression: false,
    pingInterval: config.pingIntervalMs,
    pingTimeout: config.pingTimeoutMs,
    connectTimeout: CONNECT_TIMEOUT_MS,
    allowRequest: (request, done) => {
      if (isPlain(request)) return done(plainRefused().message, false);
      const allowed = isAllowedOrigin(request, config.allowedOrigins);
      done(allowed ? null : 'This page may not use the server.', allowed);
    },
  });
}
