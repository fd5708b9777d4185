import { type ErrorCode, HoldfastError, toWireError } from '@holdfast/shared/protocol/errors.ts';
import type { PresenceChange } from '@holdfast/shared/protocol/presence.ts';
import type { Logger } from 'pino';
import type { Auditor } from '../audit/auditor.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Config } from '../config.ts';
import { reconnectMoment } from '../ops/reconnect-moments.ts';
import type { SocketNamespace } from '../realtime/client-sockets.ts';
import type { ApiTokenRecord } from '../store/records.ts';
import { knownError } from '../sync/busy.ts';
import type { Outside } from '../sync/outside.ts';
import { checkListener, FULL_RETRY_MS, requireRoom } from './admit-listener.ts';
import type { ApiTokens } from './api-tokens.ts';
import { Listeners } from './listeners.ts';
import type { News } from './read-news.ts';
import type { RefuseEvent } from './refuse-events.ts';

/** The namespace of bots and dashboards. */
export const EVENTS_NAMESPACE = '/events';

const PRESENCE_EVENT = 'presence:change';
const PRESENCE_ROOM = roomOf(PRESENCE_EVENT, 'everyone');

type ListenerSocket = SocketNamespace['sockets'] extends Map<string, infer S> ? S : never;

export interface EventsNamespaceOptions {
  readonly namespace: SocketNamespace;
  readonly apiTokens: ApiTokens;
  readonly log: Logger;
  readonly auditor: Pick<Auditor, 'refused'>;
  /** Is told of refused handshakes, which slow an address down. */
  readonly refused: (address: string, code: ErrorCode) => void;
  readonly config: Config;
  readonly cluster: Pick<Cluster, 'bus'>;
  readonly outside: Outside;
  readonly addressOf: (socket: Pick<ListenerSocket, 'conn'>) => string;
  readonly refuseEvent: RefuseEvent;
  /** All people of whom something is known, for a bot that has just come. */
  readonly whoIsThere: () => PresenceChange;
}

/** The Socket.IO side of `/events`: lets bots in, answers whatever they send, and tells them the news. */
export class EventsNamespace {
  readonly listeners: Listeners;
  readonly #options: EventsNamespaceOptions;
  #drainingForMs: number | undefined;

  constructor(options: EventsNamespaceOptions) {
    this.#options = options;
    this.listeners = new Listeners({ bus: options.cluster.bus, outside: options.outside });
  }

  /** Begins to let bots in. `onJoin` is called once one of them is here. */
  open(onJoin: () => void): void {
    const { namespace } = this.#options;
    namespace.use((socket, next) => {
      this.#admit(socket).then(
        () => next(),
        (error: unknown) => next(this.#refuse(error, socket)),
      );
    });
    namespace.on('connection', (socket) => {
      this.#listen(socket);
      onJoin();
    });
  }

  /** Sends to each connection whose token names the event and one of the scopes: to each once, and as much as it may know. */
  tell({ name, tellings }: News): void {
    const told: string[] = [];
    for (const { scopes, event } of tellings) {
      const rooms = scopes.map((scope) => roomOf(name, scope));
      this.#options.namespace.local.to(rooms).except(told).emit(name, event);
      told.push(...rooms);
    }
  }

  /** People are seen by everyone, so a token must have that scope. */
  tellPresence(change: PresenceChange): void {
    this.#options.namespace.local.to(PRESENCE_ROOM).emit(PRESENCE_EVENT, change);
  }

  /** Tells those whose tokens are not good any more, and closes their connections. */
  keepOnly(goodTokens: ReadonlySet<string>): void {
    const sockets = this.listeners.without(goodTokens);
    if (sockets.length === 0) return;
    const { namespace, log } = this.#options;
    const ended = new HoldfastError('AUTHENTICATION_FAILED', 'This token was revoked.', { reason: 'ended' });
    namespace.local.to([...sockets]).emit('session:revoked', ended.toWire());
    namespace.local.to([...sockets]).disconnectSockets(true);
    log.info({ connections: sockets.length }, 'connections of revoked tokens were closed');
  }

  /** Tells all bots that the server stops and when to return, each at another moment, and lets them go. */
  drain(spreadMs: number): void {
    const { namespace } = this.#options;
    this.#drainingForMs = reconnectMoment(0, 0, spreadMs);
    const sockets = [...namespace.sockets.values()];
    for (const [place, socket] of sockets.entries()) {
      const reconnectAfterMs = reconnectMoment(place, sockets.length, spreadMs);
      socket.emit('server:draining', { reconnectAfterMs });
    }
    namespace.local.disconnectSockets(true);
    this.listeners.stop();
  }

  async #admit(socket: ListenerSocket): Promise<void> {
    const { apiTokens, config, addressOf } = this.#options;
    this.#requireOpen();
    const token = await checkListener(socket.handshake.auth, apiTokens);
    const listener = { token, address: addressOf(socket) };
    requireRoom(listener, this.listeners, config);
    this.#add(socket, token, listener.address);
  }

  #requireOpen(): void {
    const { namespace, config } = this.#options;
    const isFull = namespace.server.engine.clientsCount > config.maxConnections;
    const retryAfterMs = this.#drainingForMs ?? (isFull ? FULL_RETRY_MS : undefined);
    if (retryAfterMs === undefined) return;
    throw new HoldfastError('SERVER_BUSY', 'The server takes no more connections right now.', {
      retryAfterMs,
    });
  }

  /** It counts from now on, so that many handshakes at once do not pass the limits together. */
  #add(socket: ListenerSocket, token: ApiTokenRecord, address: string): void {
    this.listeners.add(socket.id, { token, address });
    const remove = (): void => {
      socket.conn.off('close', remove);
      this.listeners.remove(socket.id);
    };
    // A line may close before its socket is connected; a socket may leave a line that stays.
    socket.conn.on('close', remove);
    socket.on('disconnect', remove);
  }

  #listen(socket: ListenerSocket): void {
    const listener = this.listeners.get(socket.id);
    if (listener === undefined) return;
    const { token, address } = listener;
    for (const name of token.events) socket.join(token.scopes.map((scope) => roomOf(name, scope)));
    this.#options.log.info({ socket: socket.id, token: token.id, address }, 'a bot connected');
    if (socket.rooms.has(PRESENCE_ROOM)) socket.emit(PRESENCE_EVENT, this.#options.whoIsThere());
    this.#noteUse(token);
    socket.onAny((...args: unknown[]) => {
      const isFlood = this.#options.refuseEvent({ socketId: socket.id, address }, args);
      if (isFlood) socket.disconnect(true);
    });
  }

  /** A bot listens also while nothing can be written. */
  #noteUse(token: ApiTokenRecord): void {
    const { apiTokens, log } = this.#options;
    apiTokens.used(token).catch((error: unknown) => {
      log.warn({ err: error, token: token.id }, 'the use of a token was not kept');
    });
  }

  /** The error of a refused handshake carries the contract's error in `data`. */
  #refuse(error: unknown, socket: ListenerSocket): Error {
    const { log, auditor, refused, addressOf } = this.#options;
    const known = knownError(error);
    const wire = toWireError(known ?? error);
    const address = addressOf(socket);
    if (known !== undefined) log.info({ code: wire.code, address }, 'a bot was refused');
    else log.error({ err: error, address }, 'a handshake of a bot failed');
    refused(address, wire.code);
    if (wire.code === 'AUTHENTICATION_FAILED') {
      const details = { code: wire.code };
      auditor.refused({
        kind: 'connection-refused',
        actorId: null,
        subject: EVENTS_NAMESPACE,
        address,
        details,
      });
    }
    return Object.assign(new Error(wire.message), { data: wire });
  }
}

function roomOf(name: string, scope: string): string {
  return `${name} ${scope}`;
}
