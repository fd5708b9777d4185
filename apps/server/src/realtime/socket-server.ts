import type { Server as HttpServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { HoldfastError, toWireError } from '@holdfast/shared/protocol/errors.ts';
import type { ServerToClientEvents } from '@holdfast/shared/protocol/events.ts';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import type { Config } from '../config.ts';
import { isAllowedOrigin } from '../http/origins.ts';
import type { Broadcaster, Sending } from '../sync/broadcaster.ts';
import type { Connection, Connections } from '../sync/connections.ts';
import { disabledError } from '../sync/person.ts';
import { refuseUnknown } from './answer-event.ts';
import { checkHandshake, type HandshakeOptions, readVisitor, type Visitor } from './check-handshake.ts';
import { type SyncEventsOptions, syncEvents } from './sync-events.ts';

/** What comes in is unknown until it has been checked. */
type Incoming = Record<string, (...args: unknown[]) => void>;
interface SocketData {
  visitor: Visitor;
}
type Io = Server<Incoming, ServerToClientEvents, Record<string, never>, SocketData>;
type ClientSocket = Socket<Incoming, ServerToClientEvents, Record<string, never>, SocketData>;

/** How long a refused client should wait before it tries again, in milliseconds. */
const FULL_RETRY_MS = 5_000;
/** The least time to connect after the transport is open. */
const CONNECT_TIMEOUT_MS = 10_000;
const STOP_STEP_MS = 20;

export interface SocketServerOptions extends HandshakeOptions, SyncEventsOptions {
  readonly http: HttpServer;
  readonly config: Config;
  readonly connections: Connections;
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
  open(broadcaster: Broadcaster): void {
    this.#io.use((socket, next) => {
      this.#admit(socket).then(
        () => next(),
        (error: unknown) => next(this.#refuse(error, socket)),
      );
    });
    this.#io.on('connection', (socket) => {
      void this.#welcome(socket, broadcaster);
    });
  }

  delta: Sending['delta'] = (connections, delta) => {
    this.#to(connections).emit('sync:delta', delta);
  };

  scopesChanged: Sending['scopesChanged'] = (connections) => {
    this.#to(connections).emit('sync:scopes');
  };

  revoked: Sending['revoked'] = (connections) => {
    if (connections.length === 0) return;
    this.#to(connections).emit('session:revoked', disabledError().toWire());
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
    const wire = toWireError(error);
    const { log } = this.#options;
    const who = { code: wire.code, reason: wire.reason, address: socket.handshake.address };
    if (error instanceof HoldfastError) log.info(who, 'a connection was refused');
    else log.error({ ...who, err: error }, 'a handshake failed');
    return Object.assign(new Error(wire.message), { data: wire });
  }

  #to(connections: readonly Connection[]) {
    return this.#io.to(connections.map((connection) => connection.id));
  }

  async #admit(socket: ClientSocket): Promise<void> {
    const { config, connections, drainingForMs } = this.#options;
    const retryAfterMs =
      drainingForMs() ?? (connections.size >= config.maxConnections ? FULL_RETRY_MS : undefined);
    if (retryAfterMs !== undefined) {
      throw new HoldfastError('SERVER_BUSY', 'The server takes no more connections right now.', {
        retryAfterMs,
      });
    }
    const visitor = await checkHandshake(socket.handshake.auth, this.#options);
    if (this.#hasTooMany(visitor)) this.#dropEarlier(visitor);
    if (this.#hasTooMany(visitor)) {
      throw new HoldfastError('RATE_LIMIT_EXCEEDED', 'You are connected from too many places. Close one.', {
        reason: 'connections',
        retryAfterMs: FULL_RETRY_MS,
      });
    }
    socket.data.visitor = visitor;
  }

  #hasTooMany({ userId }: Visitor): boolean {
    const { connections, config } = this.#options;
    return connections.ofUser(userId).size >= config.maxConnectionsPerUser;
  }

  /** Connections that this copy of the app has lost may still look alive to us: they go first. */
  #dropEarlier({ clientId }: Visitor): void {
    for (const earlier of [...this.#options.connections.ofClient(clientId)]) {
      this.#io.sockets.sockets.get(earlier.id)?.disconnect(true);
    }
  }

  /**
   * Answers events from the first moment, and sends once the scopes are as new as what was sent
   * last: something may have been committed since the handshake (S11, S15).
   */
  async #welcome(socket: ClientSocket, broadcaster: Broadcaster): Promise<void> {
    const { visitor } = socket.data;
    const connection: Connection = {
      id: socket.id,
      userId: visitor.userId,
      clientId: visitor.clientId,
      scopes: visitor.scopes,
      scopesAsOf: visitor.version,
    };
    const log = this.#options.log.child({ socket: socket.id, user: visitor.userId });
    this.#listen(socket, connection);
    try {
      while (connection.scopesAsOf < broadcaster.version) {
        const now = await readVisitor(visitor.clientId, visitor, this.#options);
        connection.scopes = now.scopes;
        connection.scopesAsOf = now.version;
      }
    } catch (error) {
      log.info({ code: toWireError(error).code }, 'a connection was refused after its handshake');
      socket.emit('session:revoked', toWireError(error));
      socket.disconnect(true);
      return;
    }
    if (!socket.connected) return;
    this.#options.connections.add(connection);
    socket.on('disconnect', () => this.#options.connections.remove(connection));
    log.info({ client: visitor.clientId, transport: socket.conn.transport.name }, 'connected');
  }

  #listen(socket: ClientSocket, connection: Connection): void {
    const events = syncEvents(connection, this.#options);
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
      const allowed = isAllowedOrigin(request, config.allowedOrigins);
      done(allowed ? null : 'This page may not use the server.', allowed);
    },
  });
}
