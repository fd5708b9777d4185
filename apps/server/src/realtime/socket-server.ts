import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type HoldfastError, toWireError, type WireError } from '@holdfast/shared/protocol/errors.ts';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import type { RefusalKeeper } from '../audit/auditor.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Config } from '../config.ts';
import { type ClientAddressOf, createClientAddressOf, trustOf } from '../http/client-address.ts';
import { ConnectionsBelow } from '../http/connections-below.ts';
import { createIsPlain } from '../http/plain-http.ts';
import { reconnectMoment } from '../ops/reconnect-moments.ts';
import type { Sending } from '../sync/broadcaster.ts';
import { knownError } from '../sync/busy.ts';
import type { Connection } from '../sync/connections.ts';
import type { Observer } from '../sync/observer.ts';
import type { Outside } from '../sync/outside.ts';
import type { Answerer } from './answer-event.ts';
import type { ClientSocket, Io, SocketNamespace } from './client-sockets.ts';
import { EventGuard } from './event-guard.ts';
import { HandshakeGate } from './handshake-gate.ts';
import { letGoOfHandshake } from './let-go.ts';
import type { LineStats } from './line-meter.ts';
import { Lines } from './lines.ts';
import { refuseRequest } from './refuse-request.ts';
import type { Suspicions } from './suspicions.ts';
import { connectionOf, isForNow, type SyncService } from './sync-service.ts';
import { TokenBuckets } from './token-bucket.ts';

/** The least time to connect after the transport is open. */
const CONNECT_TIMEOUT_MS = 10_000;
const STOP_STEP_MS = 20;
const SWEEP_MS = 60_000;

/** So many connections of one person a minute look like an attack, or like an app in trouble. */
const RECONNECTS_PER_MINUTE = 30;

export interface SocketServerOptions {
  readonly http: HttpServer;
  readonly config: Config;
  readonly log: Logger;
  readonly outside: Outside;
  readonly observer: Observer;
  readonly auditor: RefusalKeeper;
  readonly suspicions: Suspicions;
  readonly cluster: Pick<Cluster, 'bus'>;
}

/** The Socket.IO side of the server: lets clients in, hands their events on, and sends to them. */
export class SocketServer implements Sending {
  /** All lines, also those of `/events`: for limits and figures. */
  readonly lines: Lines;
  /** Is told of every refused handshake, also by `/events`. */
  readonly gate: HandshakeGate;
  readonly clientAddressOf: ClientAddressOf;
  readonly #io: Io;
  readonly #guard: EventGuard;
  readonly #reconnects: TokenBuckets;
  readonly #options: SocketServerOptions;
  readonly #below: ConnectionsBelow;
  readonly #stopTimer: () => void;

  constructor(options: SocketServerOptions) {
    this.#options = options;
    const { config, outside } = options;
    this.clientAddressOf = createClientAddressOf(trustOf(config.trustedProxies));
    const { clientAddressOf } = this;
    this.#io = createIo(options);
    this.#below = new ConnectionsBelow(options.http);
    this.lines = new Lines({ ...options, clientAddressOf, maxWaitingBytes: config.maxWaitingBytes });
    this.gate = new HandshakeGate({
      ...options,
      clientAddressOf,
      isPlain: createIsPlain(config),
      strangers: this.lines.strangers,
    });
    this.#guard = new EventGuard({ ...options, eventsPerMinute: config.eventsPerMinute, drop: this.drop });
    this.#reconnects = new TokenBuckets(RECONNECTS_PER_MINUTE, RECONNECTS_PER_MINUTE / 60, outside.now);
    this.lines.watch(this.#io.engine);
    guardEngine(this.#io.engine, this.gate, this.lines, (request, error) =>
      this.#refusedAtGate(request, error),
    );
    this.#stopTimer = outside.every(SWEEP_MS, () => this.#sweep());
  }

  /** Begins to let clients in. */
  open(service: SyncService): void {
    this.#io.use((socket, next) => {
      service.admit(socket.handshake.auth, this.addressOf(socket)).then(
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

  /** Where a client comes from, past trusted proxies, as it was when its line was opened. */
  addressOf = ({ conn }: Pick<ClientSocket, 'conn'>): string => {
    return this.lines.of(conn)?.address ?? this.clientAddressOf(conn.request);
  };

  /** How the line of a connection does; nothing if it is gone. */
  lineOf(connection: Connection): LineStats | undefined {
    const socket = this.#io.sockets.sockets.get(connection.id);
    return socket && this.lines.of(socket.conn)?.stats();
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

  presence: Sending['presence'] = (connections, change) => {
    this.#to(connections).emit('presence:change', change);
  };

  roomPresence: Sending['roomPresence'] = (connections, rooms) => {
    this.#to(connections).emit('presence:room', rooms);
  };

  typing: Sending['typing'] = (connections, change) => {
    this.#to(connections).emit('typing:change', change);
  };

  expiring: Sending['expiring'] = (connection, expiresInMs) => {
    this.#to([connection]).emit('session:expiring', { expiresInMs });
  };

  revoked: Sending['revoked'] = (connections, reason) => {
    if (connections.length === 0) return;
    this.#to(connections).emit('session:revoked', reason);
    this.#to(connections).disconnectSockets(true);
  };

  /**
   * Tells all clients that the server stops and when to return, each at another moment, lets them go, and
   * waits until what was sent has left, at most `timeoutMs`.
   */
  async drain(spreadMs: number, timeoutMs: number): Promise<void> {
    const sockets = [...this.#io.sockets.sockets.values()];
    for (const [place, socket] of sockets.entries()) {
      const reconnectAfterMs = reconnectMoment(place, sockets.length, spreadMs);
      socket.emit('server:draining', { reconnectAfterMs });
    }
    this.#io.disconnectSockets(true);
    const steps = Math.ceil(timeoutMs / STOP_STEP_MS);
    for (let step = 0; step < steps && this.#io.engine.clientsCount > 0; step += 1) await wait(STOP_STEP_MS);
  }

  /**
   * Cuts what is left, and closes the HTTP server below: requests under way may still be answered, and
   * clients hang up, for so many milliseconds.
   */
  async close(timeoutMs: number): Promise<void> {
    this.#stopTimer();
    this.lines.cutAll();
    const cutting = setTimeout(() => this.#below.destroyAll(), timeoutMs);
    await this.#io.close();
    clearTimeout(cutting);
  }

  #refusedAtGate(request: IncomingMessage, { code, details }: HoldfastError): void {
    const { log, observer } = this.#options;
    const address = this.clientAddressOf(request);
    log.info({ code, reason: details.reason, address }, 'a line was refused');
    observer.refused(code);
  }

  /** The error of a refused handshake carries the contract's error in `data`. */
  #refuse(error: unknown, socket: ClientSocket): Error {
    const known = knownError(error);
    const wire = toWireError(known ?? error);
    const { log } = this.#options;
    const who = { code: wire.code, reason: wire.reason, address: this.addressOf(socket) };
    if (known !== undefined) log.info(who, 'a connection was refused');
    else log.error({ ...who, err: error }, 'a handshake failed');
    this.#tellRefused(who.address, wire);
    return Object.assign(new Error(wire.message), { data: wire });
  }

  #tellRefused(address: string, { code, reason }: WireError): void {
    const { observer, auditor, suspicions } = this.#options;
    observer.refused(code);
    this.gate.refused(address, code);
    if (code === 'AUTHENTICATION_FAILED' || code === 'AUTHORIZATION_FAILED') {
      const details = { code, ...(reason !== undefined && { reason }) };
      auditor.refused({ kind: 'connection-refused', actorId: null, subject: null, address, details });
    }
    if (reason !== 'client') return;
    const what = 'A connection named a copy of the app that belongs to somebody else.';
    suspicions.note({ kind: 'forged-id', address, what });
  }

  #to(connections: readonly Connection[]) {
    return this.#io.to(connections.map((connection) => connection.id));
  }

  async #welcome(socket: ClientSocket, service: SyncService): Promise<void> {
    const { visitor } = socket.data;
    const connection = connectionOf(socket.id, visitor, service.now());
    const { userId, address } = visitor;
    const log = this.#options.log.child({ socket: socket.id, user: userId, address });
    // It answers events from the first moment, and sends once that is safe.
    this.#listen(socket, connection, service.events(connection.protocol));
    try {
      if (!(await service.welcome(visitor, connection, () => socket.connected))) return;
    } catch (error) {
      const wire = toWireError(knownError(error) ?? error);
      log.info({ code: wire.code }, 'a connection was refused after its handshake');
      if (!isForNow(wire)) socket.emit('session:revoked', wire);
      socket.disconnect(true);
      return;
    }
    socket.on('disconnect', () => service.leave(connection));
    letGoOfHandshake(socket);
    log.info({ client: visitor.clientId, transport: socket.conn.transport.name }, 'connected');
    service.seen(connection);
    if (this.#reconnects.take(userId, 1) === 0) return;
    const what = 'A person connects again and again.';
    this.#options.suspicions.note({ kind: 'rapid-reconnects', address, userId, what });
  }

  #listen(socket: ClientSocket, connection: Connection, events: ReadonlyMap<string, Answerer>): void {
    socket.onAny((name: string, ...args: unknown[]) => {
      this.#guard.take(connection, events.get(name), args);
    });
  }

  #sweep(): void {
    for (const limit of [this.gate, this.#guard, this.#reconnects]) limit.sweep();
  }
}

/** Looks at requests before Socket.IO does: those that would open a line, and what carries an open one. */
function guardEngine(
  engine: Io['engine'],
  gate: HandshakeGate,
  lines: Lines,
  onRefused: (request: IncomingMessage, error: HoldfastError) => void,
): void {
  engine.use((request: IncomingMessage, response: object, next: () => void) => {
    const lineId = lineIdOf(request);
    const refusal = lineId === '' ? gate.check(request) : undefined;
    if (refusal !== undefined) {
      onRefused(request, refusal);
      return refuseRequest(request, response, refusal);
    }
    lines.used(lineId, request, response);
    next();
  });
}

/** The line that a request says it is of, as engine.io reads it: the last one named, and an empty one is none. */
function lineIdOf(request: IncomingMessage): string {
  return new URL(request.url ?? '', 'http://server').searchParams.getAll('sid').at(-1) ?? '';
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
  });
}
