import { HoldfastError, type WireError } from '@holdfast/shared/protocol/errors.ts';
import type { PresenceChange } from '@holdfast/shared/protocol/presence.ts';
import type { Logger } from 'pino';
import { AlertWatch } from '../alerts/alert-watch.ts';
import type { RefusalKeeper } from '../audit/auditor.ts';
import { SeenDevices } from '../auth/seen-devices.ts';
import { aloneCluster } from '../cluster/alone.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { createRoster, type Roster } from '../cluster/roster.ts';
import type { Config } from '../config.ts';
import { CLAIM_MS, Claims } from '../notify/claims.ts';
import { DueWatch } from '../notify/due-watch.ts';
import { Presence } from '../presence/presence.ts';
import type { Store } from '../store/store.ts';
import { Broadcaster, type Sending } from '../sync/broadcaster.ts';
import { CommitQueue } from '../sync/commit-queue.ts';
import { type Connection, Connections } from '../sync/connections.ts';
import { Leases } from '../sync/leases.ts';
import type { Observer } from '../sync/observer.ts';
import type { Outside } from '../sync/outside.ts';
import type { packPage } from '../sync/pack-page.ts';
import type { Answerer } from './answer-event.ts';
import { checkHandshake, type HandshakeOptions, readVisitor, type Visitor } from './check-handshake.ts';
import { clientEvents } from './client-events.ts';
import { ConnectionLimits } from './connection-limits.ts';
import { EventLimits } from './event-limits.ts';
import { ExpiryWatch } from './expiry-watch.ts';
import { FULL_RETRY_MS } from './handshake-gate.ts';
import { ProcessNews } from './process-news.ts';
import { Pruning } from './pruning.ts';
import { RoomSight } from './room-sight.ts';
import { Rooms } from './rooms.ts';
import { SessionWatch } from './session-watch.ts';

const STARTING_RETRY_MS = 1_000;

export interface SyncServiceOptions {
  readonly store: Store;
  readonly config: Config;
  readonly outside: Outside;
  readonly log: Logger;
  /** Is told what happens, to count it. */
  readonly observer: Observer;
  /** Keeps what was refused in the audit log. */
  readonly auditor: RefusalKeeper;
  readonly tokens: HandshakeOptions['tokens'];
  readonly send: Sending;
  readonly packPage: typeof packPage;
  /** Ends connections of a copy of the app that it has lost but that still look alive. */
  readonly drop: (connection: Connection) => void;
  /** This process among those of the server; alone without it. */
  readonly cluster?: Cluster;
  /** Is told what is told of people, for those who do not sync. */
  readonly onPresence?: (change: PresenceChange) => void;
}

/**
 * What one server process does for sync, whatever carries its messages: Socket.IO (socket-server.ts)
 * or a simulated network. It lets clients in, answers their events and tells them what was committed.
 */
export class SyncService {
  readonly connections = new Connections();
  readonly queue: CommitQueue;
  /** Which jobs are this process's own. */
  readonly leases: Leases;
  /** Who is connected to which process. */
  readonly roster: Roster;
  readonly #broadcaster: Broadcaster;
  readonly #limits: EventLimits;
  readonly #places: ConnectionLimits;
  readonly #options: SyncServiceOptions;
  readonly rooms = new Rooms((connection, room) => this.presence.moved(connection, room));
  readonly presence: Presence;
  readonly #sessions: SessionWatch;
  readonly #expiry: ExpiryWatch;
  readonly #due: DueWatch;
  readonly #alerts: AlertWatch;
  readonly #claims: Claims;
  readonly #news: ProcessNews;
  readonly #pruning: Pruning;
  readonly #sight: RoomSight;
  readonly #seen: SeenDevices;
  readonly #events: (protocol: number) => ReadonlyMap<string, Answerer>;
  /** Milliseconds to stay away while it starts and when it stops; nothing while it serves. */
  #closedForMs: number | undefined = STARTING_RETRY_MS;
  #stopForgetting = (): void => {};

  constructor(options: SyncServiceOptions) {
    this.#options = options;
    const { store, outside, log, config, send, observer } = options;
    const cluster = options.cluster ?? aloneCluster({ now: outside.now, newId: () => 'alone' });
    const { processId: holder } = cluster;
    this.leases = new Leases({ store, outside, holder, isShared: config.postgres !== undefined });
    this.queue = new CommitQueue({
      store,
      outside,
      log,
      observer,
      maxMutations: config.commitMutations,
      onCommit: (version) => {
        this.#broadcaster.poke();
        this.#news.committed(version);
      },
    });
    this.roster = createRoster({ cluster, outside, log });
    const { connections, roster } = this;
    const { bus } = cluster;
    this.#places = new ConnectionLimits({ ...config, connections, roster, bus, drop: options.drop });
    this.presence = new Presence({
      ...{ roster, bus },
      ...{ outside, send, rooms: this.rooms, intervalMs: config.presenceIntervalMs },
      timeoutMs: config.presenceTimeoutMs,
      ...(options.onPresence && { onChange: options.onPresence }),
    });
    const revoked: Sending['revoked'] = (ended, reason) => {
      for (const connection of ended) this.#forget(connection);
      send.revoked(ended, reason);
    };
    this.#limits = new EventLimits({ ...config, outside, cluster });
    this.#sight = new RoomSight({ rooms: this.rooms, connections, now: outside.now });
    this.#broadcaster = new Broadcaster({
      store,
      connections,
      log,
      outside,
      observer,
      send: { delta: send.delta, scopesChanged: send.scopesChanged, revoked },
      intervalMs: config.headsIntervalMs,
      beforeSending: (run) => this.#sight.leaveOutOfSight(run),
      lostTrack: () => this.#dropAll(),
    });
    this.#sessions = new SessionWatch({
      store,
      connections,
      log,
      outside,
      revoke: revoked,
      intervalMs: config.headsIntervalMs,
    });
    const clock = { store, outside, log, queue: this.queue, isOurs: () => this.leases.holds('clocks') };
    this.#due = new DueWatch(clock);
    this.#alerts = new AlertWatch(clock);
    this.#claims = new Claims({ outside, memory: cluster.memory });
    this.#expiry = new ExpiryWatch({
      outside,
      connections,
      noticeSeconds: config.expiryNoticeSeconds,
      tokenSeconds: config.accessTokenSeconds,
      tell: send.expiring,
      close: options.drop,
    });
    this.#news = new ProcessNews({
      bus,
      onCommitted: (version) => {
        if (version > this.toldVersion) this.#broadcaster.poke();
      },
      onSessionsEnded: () => {
        if (this.#closedForMs === undefined) this.#sessions.poke();
      },
    });
    this.#pruning = new Pruning({
      ...options,
      queue: this.queue,
      leases: this.leases,
      toldVersion: () => this.toldVersion,
    });
    this.#seen = new SeenDevices({ store, log, outside });
    this.#events = this.#clientEvents();
  }

  /** The version that this process tells, or has told last: nothing is sent by scopes older than it. */
  get toldVersion(): number {
    return this.#broadcaster.version;
  }

  /** The version up to which everything was sent: nobody is in a room that they could not see as of it. */
  get sentVersion(): number {
    return this.#broadcaster.sentVersion;
  }

  /** Reads what it needs; until then it lets nobody in. */
  async start(): Promise<void> {
    await this.#broadcaster.start();
    await this.#sessions.start();
    this.roster.start();
    this.#expiry.start();
    this.#due.start();
    this.#alerts.start();
    this.#closedForMs = undefined;
    this.#pruning.start();
    this.#stopForgetting = this.#options.outside.every(CLAIM_MS, () => this.#claims.sweep());
  }

  /** Deletes what has grown old by the settings (S18), unless that is another process's to do. */
  prune(): Promise<void> {
    return this.#pruning.prune();
  }

  /** Takes no more changes and finishes those under way; clients shall come back after so long. */
  async drain(reconnectAfterMs: number): Promise<void> {
    this.#closedForMs = reconnectAfterMs;
    await this.#due.stop();
    await this.#alerts.stop();
    await this.queue.idle();
    await this.#broadcaster.stop();
    await this.#sessions.stop();
    this.#expiry.stop();
    this.presence.stop();
    await this.roster.stop();
    this.#limits.stop();
    this.#stopForgetting();
    await this.#pruning.stop();
    await this.#seen.stop();
    await this.#giveBack();
  }

  /**
   * Checks who wants to connect, and from where.
   * @throws SERVER_BUSY, RATE_LIMIT_EXCEEDED (`connections`) and what checkHandshake throws
   */
  async admit(auth: unknown, address: string): Promise<Visitor> {
    this.#refuseWhileClosed();
    const visitor = await checkHandshake(auth, address, this.#options);
    this.#places.makeRoom(visitor);
    this.#places.refuseTooMany(visitor);
    return visitor;
  }

  /** The events that visitors may send from now on by the protocol that they speak, each answered in every case. */
  events(protocol: number): ReadonlyMap<string, Answerer> {
    return this.#events(protocol);
  }

  /**
   * Sends to a connection from now on, once its scopes are as new as what is told: something may have
   * been committed since the handshake (S11, S15). `isOpen` says whether it still stands.
   * @throws what checkHandshake throws, if the person may no longer be here
   */
  async welcome(visitor: Visitor, connection: Connection, isOpen: () => boolean): Promise<boolean> {
    let revision = visitor.sessionRevision;
    let isLate = false;
    while (this.#isBehind(connection) || revision < this.#sessions.revision) {
      const now = await readVisitor(visitor, this.#options);
      connection.scopes = now.scopes;
      connection.scopesAsOf = now.version;
      revision = now.sessionRevision;
      isLate = true;
    }
    if (!isOpen()) return false;
    // Others may have come in since it was admitted.
    this.#refuseWhileClosed();
    this.#places.refuseTooMany(visitor);
    // Nothing of theirs has changed up to here.
    connection.scopesAsOf = Math.max(connection.scopesAsOf, this.toldVersion);
    this.connections.add(connection);
    this.roster.add(connection);
    // It may have pulled before it is told of anything: what was told between the two it would miss (S14).
    if (isLate) this.#options.send.scopesChanged([connection]);
    this.#options.observer.connected(connection);
    return true;
  }

  /** Notes that a connection's device was there, which nobody waits for. */
  seen({ sessionId }: Connection): void {
    this.#seen.note(sessionId);
  }

  /** Sessions, devices or tokens may have been ended here: whoever lost theirs is told and closed at once. */
  sessionsEnded(): void {
    this.#sessions.poke();
    this.#news.sessionsEnded();
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#options.outside.now();
  }

  leave(connection: Connection): void {
    this.#forget(connection);
    this.connections.remove(connection);
    this.roster.remove(connection);
    this.#options.observer.left(connection);
  }

  #isBehind({ userId, scopesAsOf }: Connection): boolean {
    return this.#broadcaster.mayHaveNewScopes(userId, scopesAsOf);
  }

  /** They come back and read what is now. */
  #dropAll(): void {
    for (const connection of [...this.connections]) this.#options.drop(connection);
  }

  /** Where that fails, the leases run out. */
  async #giveBack(): Promise<void> {
    try {
      await this.leases.giveBack();
    } catch (error) {
      this.#options.log.warn({ err: error }, 'leases were not given back; they run out by themselves');
    }
  }

  /** Nobody sees it any more, before anything else is sent. */
  #forget(connection: Connection): void {
    this.rooms.leaveAll(connection);
    this.presence.leave(connection);
  }

  #clientEvents(): (protocol: number) => ReadonlyMap<string, Answerer> {
    const { config } = this.#options;
    return clientEvents({
      ...this.#options,
      answer: { ...this.#options, maxBytes: config.maxMessageBytes, slowMs: config.slowMs },
      queue: this.queue,
      limits: this.#limits,
      rooms: this.rooms,
      sight: this.#sight,
      presence: this.presence,
      claims: this.#claims,
      maxRooms: config.maxRoomsPerConnection,
      closedForMs: () => this.#closedForMs,
      telling: this.#broadcaster,
      isWelcome: (asked) => this.connections.has(asked),
    });
  }

  #refuseWhileClosed(): void {
    const isFull = this.connections.size >= this.#options.config.maxConnections;
    const retryAfterMs = this.#closedForMs ?? (isFull ? FULL_RETRY_MS : undefined);
    if (retryAfterMs === undefined) return;
    throw new HoldfastError('SERVER_BUSY', 'The server takes no more connections right now.', {
      retryAfterMs,
    });
  }
}

/** The connection of a visitor; `id` is its carrier's name for it, `since` in milliseconds since 1970. */
export function connectionOf(id: string, visitor: Visitor, since: number): Connection {
  const { version, sessionRevision: _, ...about } = visitor;
  return { ...about, id, since, scopesAsOf: version };
}

/** Whether somebody who was refused at the welcome may come back as they are: their session has not ended. */
export function isForNow({ code }: WireError): boolean {
  return code === 'SERVER_BUSY' || code === 'RATE_LIMIT_EXCEEDED' || code === 'UNKNOWN_ERROR';
}
