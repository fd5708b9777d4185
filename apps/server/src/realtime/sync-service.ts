import { HoldfastError, type WireError } from '@holdfast/shared/protocol/errors.ts';
import type { PresenceChange } from '@holdfast/shared/protocol/presence.ts';
import { Turns } from '@holdfast/shared/turns.ts';
import type { Logger } from 'pino';
import { z } from 'zod';
import { AlertWatch } from '../alerts/alert-watch.ts';
import { sweepAlerts } from '../alerts/sweep-alerts.ts';
import type { RefusalKeeper } from '../audit/auditor.ts';
import { noteSeen } from '../auth/note-seen.ts';
import { aloneCluster } from '../cluster/alone.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Config } from '../config.ts';
import { CLAIM_MS, Claims } from '../notify/claims.ts';
import { DueWatch } from '../notify/due-watch.ts';
import { sweepNotifications } from '../notify/sweep.ts';
import { Presence } from '../presence/presence.ts';
import type { Store } from '../store/store.ts';
import { Broadcaster, type Sending } from '../sync/broadcaster.ts';
import { CommitQueue } from '../sync/commit-queue.ts';
import { type Connection, Connections } from '../sync/connections.ts';
import { Leases } from '../sync/leases.ts';
import type { Observer } from '../sync/observer.ts';
import type { Outside } from '../sync/outside.ts';
import type { packPage } from '../sync/pack-page.ts';
import { pruneOld } from '../sync/prune.ts';
import type { Answerer, AnswerOptions } from './answer-event.ts';
import { checkHandshake, type HandshakeOptions, readVisitor, type Visitor } from './check-handshake.ts';
import { EventLimits } from './event-limits.ts';
import { ExpiryWatch } from './expiry-watch.ts';
import { FULL_RETRY_MS } from './handshake-gate.ts';
import { answerClaim } from './notice-events.ts';
import { answerPresence, answerTypingStart, answerTypingStop } from './presence-events.ts';
import { answerJoin, answerLeave } from './room-events.ts';
import { leaveOutOfSight } from './room-sight.ts';
import { Rooms } from './rooms.ts';
import { answerRefresh } from './session-events.ts';
import { SessionWatch } from './session-watch.ts';
import { syncEvents } from './sync-events.ts';

const STARTING_RETRY_MS = 1_000;

/** How many pages of pulls may be read and packed at a time. */
const PAGES_AT_ONCE = 4;

/** How often is looked for what has grown old, in milliseconds. */
const PRUNE_EVERY_MS = 3_600_000;

/** What a process tells the others: up to which version something was committed, and that sessions were ended. */
const COMMITTED = 'committed';
const SESSIONS_ENDED = 'sessions-ended';
const committedSchema = z.object({ version: z.number() });
const sessionsEndedSchema = z.object({});

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
  readonly #broadcaster: Broadcaster;
  readonly #limits: EventLimits;
  readonly #options: SyncServiceOptions;
  readonly rooms = new Rooms((connection, room) => this.presence.moved(connection, room));
  readonly presence: Presence;
  readonly #sessions: SessionWatch;
  readonly #expiry: ExpiryWatch;
  readonly #due: DueWatch;
  readonly #alerts: AlertWatch;
  readonly #claims: Claims;
  readonly #cluster: Cluster;
  readonly #pageTurns = new Turns(PAGES_AT_ONCE);
  /** Milliseconds to stay away while it starts and when it stops; nothing while it serves. */
  #closedForMs: number | undefined = STARTING_RETRY_MS;
  #stopPruning = (): void => {};
  #stopForgetting = (): void => {};
  #pruning: Promise<void> = Promise.resolve();

  constructor(options: SyncServiceOptions) {
    this.#options = options;
    const { store, outside, log, config, send, observer } = options;
    this.#cluster = options.cluster ?? aloneCluster({ now: outside.now, newId: () => 'alone' });
    const { processId: holder } = this.#cluster;
    this.leases = new Leases({ store, outside, holder, isShared: config.postgres !== undefined });
    this.queue = new CommitQueue({
      store,
      outside,
      log,
      observer,
      maxMutations: config.commitMutations,
      onCommit: (version) => this.#committed(version),
    });
    this.presence = new Presence({
      ...{ outside, send, rooms: this.rooms, intervalMs: config.presenceIntervalMs },
      timeoutMs: config.presenceTimeoutMs,
      ...(options.onPresence && { onChange: options.onPresence }),
    });
    const revoked: Sending['revoked'] = (connections, reason) => {
      for (const connection of connections) this.#forget(connection);
      send.revoked(connections, reason);
    };
    this.#limits = new EventLimits({ ...config, outside });
    this.#broadcaster = new Broadcaster({
      store,
      connections: this.connections,
      log,
      outside,
      observer,
      send: { delta: send.delta, scopesChanged: send.scopesChanged, revoked },
      intervalMs: config.headsIntervalMs,
      beforeSending: (run) => leaveOutOfSight(this.rooms, this.connections, run, outside.now()),
    });
    this.#sessions = new SessionWatch({
      store,
      connections: this.connections,
      log,
      outside,
      revoke: revoked,
      intervalMs: config.headsIntervalMs,
    });
    const clock = { store, outside, log, queue: this.queue, isOurs: () => this.leases.holds('clocks') };
    this.#due = new DueWatch(clock);
    this.#alerts = new AlertWatch(clock);
    this.#claims = new Claims(outside.now);
    this.#expiry = new ExpiryWatch({
      outside,
      connections: this.connections,
      noticeSeconds: config.expiryNoticeSeconds,
      tokenSeconds: config.accessTokenSeconds,
      tell: send.expiring,
      close: options.drop,
    });
    this.#listen();
  }

  /** The version that this process tells, or has told last: nothing is sent by scopes older than it. */
  get toldVersion(): number {
    return this.#broadcaster.version;
  }

  /** Reads what it needs; until then it lets nobody in. */
  async start(): Promise<void> {
    await this.#broadcaster.start();
    await this.#sessions.start();
    this.#expiry.start();
    this.#due.start();
    this.#alerts.start();
    this.#closedForMs = undefined;
    this.#pruneSoon();
    const { every } = this.#options.outside;
    this.#stopPruning = every(PRUNE_EVERY_MS, () => this.#pruneSoon());
    this.#stopForgetting = every(CLAIM_MS, () => this.#claims.sweep());
  }

  /** Deletes what has grown old by the settings (S18), unless that is another process's to do. */
  async prune(): Promise<void> {
    const { store, outside, config } = this.#options;
    if (!(await this.leases.holds('pruning'))) return;
    await sweepNotifications(this.queue, outside.now(), config.notificationDays);
    await sweepAlerts(this.queue, outside.now(), config.notificationDays);
    const mayPrune = () => this.leases.mayDo('pruning');
    await pruneOld(store, outside.now(), config, this.#broadcaster.version, mayPrune);
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
    this.#limits.stop();
    this.#stopPruning();
    this.#stopForgetting();
    await this.#pruning;
    await this.#giveBack();
  }

  /**
   * Checks who wants to connect, and from where.
   * @throws SERVER_BUSY, RATE_LIMIT_EXCEEDED (`connections`) and what checkHandshake throws
   */
  async admit(auth: unknown, address: string): Promise<Visitor> {
    const isFull = this.connections.size >= this.#options.config.maxConnections;
    const retryAfterMs = this.#closedForMs ?? (isFull ? FULL_RETRY_MS : undefined);
    if (retryAfterMs !== undefined) {
      throw new HoldfastError('SERVER_BUSY', 'The server takes no more connections right now.', {
        retryAfterMs,
      });
    }
    const visitor = await checkHandshake(auth, address, this.#options);
    if (this.#fullOf(visitor) !== undefined) this.#dropEarlier(visitor);
    this.#refuseTooMany(visitor);
    return visitor;
  }

  /** The events that the visitor may send from now on, each answered in every case. */
  events(connection: Connection): Map<string, Answerer> {
    const { queue } = this;
    const events = syncEvents(connection, {
      ...this.#options,
      queue,
      limits: this.#limits,
      pageTurns: this.#pageTurns,
      maxMessageBytes: this.#options.config.maxMessageBytes,
      slowMs: this.#options.config.slowMs,
      closedForMs: () => this.#closedForMs,
    });
    if (connection.protocol === 1) return events;
    return this.#hearing(this.#addLiveEvents(events, connection), connection);
  }

  /**
   * Sends to a connection from now on, once its scopes are as new as what was sent last: something
   * may have been committed since the handshake (S11, S15). `isOpen` says whether it still stands.
   * @throws what checkHandshake throws, if the person may no longer be here
   */
  async welcome(visitor: Visitor, connection: Connection, isOpen: () => boolean): Promise<boolean> {
    let revision = visitor.sessionRevision;
    while (connection.scopesAsOf < this.#broadcaster.version || revision < this.#sessions.revision) {
      const now = await readVisitor(visitor, this.#options);
      connection.scopes = now.scopes;
      connection.scopesAsOf = now.version;
      revision = now.sessionRevision;
    }
    if (!isOpen()) return false;
    // Others may have come in since it was admitted.
    this.#refuseTooMany(visitor);
    this.connections.add(connection);
    this.#options.observer.connected(connection);
    return true;
  }

  /** Notes that a connection's device was there, which nobody waits for. */
  seen({ sessionId }: Connection): void {
    const { store, log } = this.#options;
    noteSeen(store, sessionId, this.now()).catch((error: unknown) => {
      log.warn({ err: error }, 'it was not noted that a device was seen');
    });
  }

  /** Sessions, devices or tokens may have been ended here: whoever lost theirs is told and closed at once. */
  sessionsEnded(): void {
    this.#sessions.poke();
    this.#cluster.bus.tell(SESSIONS_ENDED, {});
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#options.outside.now();
  }

  leave(connection: Connection): void {
    this.#forget(connection);
    this.connections.remove(connection);
    this.#options.observer.left(connection);
  }

  /** Something was committed here: it is told here, and the other processes look for it. */
  #committed(version: number): void {
    this.#broadcaster.poke();
    this.#cluster.bus.tell(COMMITTED, { version });
  }

  /** What other processes say only hastens: what is not heard is found by looking (S13). */
  #listen(): void {
    const { bus } = this.#cluster;
    bus.on(COMMITTED, committedSchema, ({ version }) => {
      if (version > this.#broadcaster.version) this.#broadcaster.poke();
    });
    bus.on(SESSIONS_ENDED, sessionsEndedSchema, () => this.#sessions.poke());
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

  /** Whatever a connection sends says that it is there. */
  #hearing(events: Map<string, Answerer>, connection: Connection): Map<string, Answerer> {
    for (const [name, answer] of events) {
      events.set(name, (args) => {
        this.presence.heard(connection);
        return answer(args);
      });
    }
    return events;
  }

  /** What came with protocol 2 besides sync: rooms, and a session that goes on. */
  #addLiveEvents(events: Map<string, Answerer>, connection: Connection): Map<string, Answerer> {
    const { config, log } = this.#options;
    const answer: AnswerOptions = {
      ...this.#options,
      log: log.child({ socket: connection.id, user: connection.userId }),
      maxBytes: config.maxMessageBytes,
      slowMs: config.slowMs,
    };
    const options = {
      ...this.#options,
      answer,
      limits: this.#limits,
      rooms: this.rooms,
      presence: this.presence,
      claims: this.#claims,
      maxRooms: config.maxRoomsPerConnection,
      sentVersion: () => this.#broadcaster.version,
      isWelcome: (asked: Connection) => this.connections.has(asked),
    };
    return events
      .set('room:join', answerJoin(connection, options))
      .set('room:leave', answerLeave(connection, options))
      .set('presence:update', answerPresence(connection, options))
      .set('typing:start', answerTypingStart(connection, options))
      .set('typing:stop', answerTypingStop(connection, options))
      .set('notice:claim', answerClaim(connection, options))
      .set('session:refresh', answerRefresh(connection, options));
  }

  #pruneSoon(): void {
    this.#pruning = this.#pruning
      .then(() => this.prune())
      .catch((error: unknown) => {
        // The next hour tries again; nothing depends on it.
        this.#options.log.error({ err: error }, 'pruning failed');
      });
  }

  #refuseTooMany(visitor: Visitor): void {
    const why = this.#fullOf(visitor);
    if (why === undefined) return;
    throw new HoldfastError('RATE_LIMIT_EXCEEDED', why, {
      reason: 'connections',
      retryAfterMs: FULL_RETRY_MS,
    });
  }

  /** Why there is no place for one more; nothing if there is. */
  #fullOf({ userId, address }: Visitor): string | undefined {
    const { maxConnectionsPerUser, maxConnectionsPerAddress } = this.#options.config;
    if (this.connections.ofUser(userId).size >= maxConnectionsPerUser) {
      return 'You are connected from too many places. Close one.';
    }
    if (this.connections.fromAddress(address).size < maxConnectionsPerAddress) return undefined;
    return 'Too many people are connected from your address.';
  }

  /** Connections that this copy of the app has lost may still look alive to us: they go first. */
  #dropEarlier({ clientId }: Visitor): void {
    for (const earlier of [...this.connections.ofClient(clientId)]) this.#options.drop(earlier);
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
