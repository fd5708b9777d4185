import { createIdSource } from '@holdfast/shared/ids.ts';
import { HoldfastError, toWireError } from '@holdfast/shared/protocol/errors.ts';
import { noAuditor } from '../../../apps/server/src/audit/auditor.ts';
import type { CheckedToken } from '../../../apps/server/src/auth/access-token.ts';
import { loadConfig } from '../../../apps/server/src/config.ts';
import { connectionOf, isForNow, SyncService } from '../../../apps/server/src/realtime/sync-service.ts';
import type { Sending } from '../../../apps/server/src/sync/broadcaster.ts';
import type { Connection } from '../../../apps/server/src/sync/connections.ts';
import { noObserver } from '../../../apps/server/src/sync/observer.ts';
import type { Outside } from '../../../apps/server/src/sync/outside.ts';
import type { Answer, Line } from '../network/line.ts';
import { sessionIdOf } from './people.ts';
import { ProcessTime } from './process-time.ts';
import type { OpenedHome } from './server-home.ts';
import type { Process, ServerOptions } from './server-options.ts';

const settings = { HOLDFAST_EVENTS_PER_MINUTE: '600', HOLDFAST_PRESENCE_INTERVAL_MS: '2000' };
const alone = loadConfig(settings);
/** The address is of no matter here: it says that others serve the same data. */
const together = loadConfig({ ...settings, HOLDFAST_DATABASE_URL: 'postgres://database.example/holdfast' });

interface Attached {
  readonly line: Line;
  readonly connection: Connection;
}

/** What tells of rooms: they are left when what changed is told, and not before. */
const liveEvents: ReadonlySet<string> = new Set(['presence:room', 'typing:change', 'room:join']);

/** When clients that are sent away shall come back. */
const DRAINING_MS = 500;

interface Attached {
  readonly line: Line;
  readonly connection: Connection;
}

/** One life of a server's process: all that it has in memory. */
export class ServerLife {
  readonly service: SyncService;
  readonly time: ProcessTime;
  readonly lines = new Map<string, Attached>();
  readonly #node: Process;
  readonly #options: ServerOptions;
  readonly #home: OpenedHome;
  readonly #newId: () => string;
  readonly #processId: string;
  readonly #knocked = new Set<string>();
  #ready: Promise<void>;

  constructor(node: Process, options: ServerOptions) {
    this.#node = node;
    this.#options = options;
    const { random, redis, scheduler } = options;
    this.time = new ProcessTime(scheduler);
    this.#newId = createIdSource(
      () => node.now(),
      (count) => random.bytes(count),
    );
    this.#home = this.#openHome();
    this.#processId = redis === undefined ? 'alone' : this.#newId();
    const reaches = () => node.reachesRedis;
    this.service = new SyncService({
      store: this.#home.store,
      config: redis === undefined ? alone : together,
      outside: this.#outside(),
      log: options.log,
      observer: noObserver,
      auditor: noAuditor,
      tokens: { verify: (token) => this.#verify(token) },
      send: this.#sending(),
      packPage: (page) => this.#pack(page),
      drop: (connection) => this.lines.get(connection.id)?.line.disconnect(),
      ...(redis && { cluster: redis.join(this.#processId, this.time, reaches) }),
    });
    this.#ready = this.service.start();
    // Where the data cannot be read now, whoever watches over processes starts it again.
    this.#ready.catch((error: unknown) => {
      if (!this.time.isOver) node.kill(`it cannot start: ${String(error)}`);
    });
  }

  end(why: string): void {
    this.time.end();
    for (const { line } of this.lines.values()) line.cut(why);
    this.lines.clear();
    this.#options.redis?.leave(this.#processId);
    this.#home.cut();
  }

  /** Its lines to the database end, whatever is on its way. */
  cutHome(): void {
    this.#home.cut();
  }

  /** Finishes what is under way and sends everybody elsewhere, as before an upgrade. */
  async drain(): Promise<void> {
    await this.service.drain(DRAINING_MS);
    for (const { line } of [...this.lines.values()]) {
      line.tell('server:draining', JSON.stringify({ reconnectAfterMs: DRAINING_MS }));
      line.disconnect();
    }
  }

  /** A line is let in once, also where the network doubles what opened it. */
  async admit(line: Line, auth: unknown): Promise<void> {
    if (this.#knocked.has(line.id)) return;
    this.#knocked.add(line.id);
    try {
      await this.#ready;
      const visitor = await this.service.admit(auth, line.id);
      if (this.time.isOver || !line.carries) return;
      const connection = connectionOf(line.id, visitor, this.service.now());
      await this.#attach(line, connection, visitor);
    } catch (error) {
      if (!this.time.isOver) line.refused(toWireError(error));
    }
  }

  async #attach(
    line: Line,
    connection: Connection,
    visitor: Awaited<ReturnType<SyncService['admit']>>,
  ): Promise<void> {
    this.lines.set(line.id, { line, connection });
    const events = this.service.events(connection.protocol);
    let welcomed = false;
    const answer = (event: string, payload: unknown, reply: (answer: Answer) => void): void => {
      const { watch } = this.#options;
      if (event === 'sync:push') watch.pushed(connection, payload);
      const asOf = watch.version();
      const answered = (said: Answer) => this.#reply(connection, event, said, asOf, reply);
      void events.get(event)?.(connection, [payload, answered]);
    };
    const leave = (): void => {
      this.lines.delete(line.id);
      if (welcomed) this.service.leave(connection);
      welcomed = false;
    };
    line.accepted({
      request: (event, payload, reply) => this.time.happen(() => answer(event, payload, reply)),
      left: () => this.time.happen(leave),
    });
    try {
      welcomed = await this.service.welcome(visitor, connection, () => this.lines.has(line.id));
    } catch (error) {
      const wire = toWireError(error);
      if (!isForNow(wire)) line.tell('session:revoked', JSON.stringify(wire));
      line.disconnect();
    }
  }

  /** @param asOf what was committed when the question came: what is answered was read after that */
  #reply(
    connection: Connection,
    event: string,
    answer: Answer,
    asOf: number,
    reply: (answer: Answer) => void,
  ): void {
    if (this.time.isOver) return;
    if (answer.ok && this.lines.has(connection.id)) this.#sends(connection, event, answer, asOf);
    reply(answer);
  }

  /** What this process knows of must be minded in whatever it sends; who is in which room, once it has told of it. */
  #sends(connection: Connection, event: string, message: object, asOf: number): void {
    const { toldVersion, sentVersion } = this.service;
    const known = liveEvents.has(event) ? sentVersion : toldVersion;
    this.#options.watch.sends(connection, event, message, Math.max(asOf, known));
  }

  #sending(): Sending {
    const tell = (connections: readonly Connection[], name: string, message: object): void => {
      const text = JSON.stringify(message);
      for (const connection of connections) {
        this.#sends(connection, name, message, 0);
        this.lines.get(connection.id)?.line.tell(name, text);
      }
    };
    return {
      delta: (connections, delta) => tell(connections, 'sync:delta', delta),
      scopesChanged: (connections) => tell(connections, 'sync:scopes', {}),
      presence: (connections, change) => tell(connections, 'presence:change', change),
      roomPresence: (connections, rooms) => tell(connections, 'presence:room', rooms),
      typing: (connections, change) => tell(connections, 'typing:change', change),
      expiring: (connection, expiresInMs) => tell([connection], 'session:expiring', { expiresInMs }),
      revoked: (connections, reason) => {
        tell(connections, 'session:revoked', reason);
        for (const { id } of connections) this.lines.get(id)?.line.disconnect();
      },
    };
  }

  /** Packing takes its time, and much may happen meanwhile. */
  async #pack({ head, rows }: { head: object; rows: readonly string[] }) {
    await this.time.wait(this.#options.random.between(0, this.#node.packMs));
    return { page: JSON.parse(`${JSON.stringify(head).slice(0, -1)},"rows":[${rows.join(',')}]}`) };
  }

  async #verify(token: string): Promise<CheckedToken> {
    const [userId = '', until] = token.split(' ');
    if (Number(until) < this.#node.now()) {
      throw new HoldfastError('TOKEN_EXPIRED', 'The sign-in has run out and is renewed.');
    }
    return { userId, sessionId: sessionIdOf(userId), expiresAt: Number(until) };
  }

  #openHome(): OpenedHome {
    const node = this.#node;
    return this.#options.home.open({
      time: this.time,
      newId: this.#newId,
      reaches: () => node.reachesDatabase,
      diesAfterCommit: () => this.#diesNow(),
    });
  }

  #diesNow(): boolean {
    if (!this.#node.diesAtNextCommit) return false;
    this.#node.diesAtNextCommit = false;
    this.#node.kill('it lost power after a commit');
    return true;
  }

  #outside(): Outside {
    return {
      now: () => this.#node.now(),
      // Whoever steps the clock does not step this one.
      elapsed: () => this.#options.scheduler.now,
      newId: this.#newId,
      nextTurn: () => this.time.wait(0),
      every: (milliseconds, run) => this.time.every(milliseconds, run),
    };
  }
}
