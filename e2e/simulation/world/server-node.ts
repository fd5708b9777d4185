import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createIdSource } from '@holdfast/shared/ids.ts';
import { HoldfastError, toWireError } from '@holdfast/shared/protocol/errors.ts';
import { allModels } from '@holdfast/shared/registry.ts';
import Database from 'better-sqlite3';
import type { Logger } from 'pino';
import { noAuditor } from '../../../apps/server/src/audit/auditor.ts';
import type { CheckedToken } from '../../../apps/server/src/auth/access-token.ts';
import { loadConfig } from '../../../apps/server/src/config.ts';
import { connectionOf, isForNow, SyncService } from '../../../apps/server/src/realtime/sync-service.ts';
import { openSqliteStore } from '../../../apps/server/src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../../apps/server/src/store/store.ts';
import type { Sending } from '../../../apps/server/src/sync/broadcaster.ts';
import type { Connection } from '../../../apps/server/src/sync/connections.ts';
import { noObserver } from '../../../apps/server/src/sync/observer.ts';
import type { Outside } from '../../../apps/server/src/sync/outside.ts';
import type { Answer, Line } from '../network/line.ts';
import { sessionIdOf } from './people.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';
import { ServerBeside } from './server-beside.ts';
import { type CommitLog, watchStore } from './watched-store.ts';

/** How long a token is good for, so that clients have to renew theirs within a run. */
const TOKEN_MS = 120_000;

const config = loadConfig({
  HOLDFAST_EVENTS_PER_MINUTE: '600',
  HOLDFAST_PRESENCE_INTERVAL_MS: '2000',
});

export interface ServerWatch {
  committed(log: CommitLog): void;
  /** The server is about to send this to a person. */
  sends(userId: string, connection: Connection, event: string, message: object): void;
  /** A push arrived, as the server will read it. */
  pushed(connection: Connection, payload: unknown): void;
  /** What the server's file holds was replaced, or is used for the first time. */
  replaced(db: Database.Database): void;
  died(): void;
}

export interface ServerOptions {
  readonly folder: string;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly log: Logger;
  readonly watch: ServerWatch;
}

/** The real server's code as one process that can die, come back, and lose or be given back its disk. */
export class ServerNode {
  /** How far its clock is off, in milliseconds. */
  clockOffset = 0;
  isDiskFull = false;
  diesAtNextCommit = false;
  /** Milliseconds that a page takes to be packed, at most. */
  packMs = 3;
  readonly #options: ServerOptions;
  #life: ServerLife | undefined;

  readonly beside: ServerBeside;

  constructor(options: ServerOptions) {
    this.#options = options;
    const { folder, random, log, watch } = options;
    const committed = (commit: CommitLog): void => watch.committed(commit);
    this.beside = new ServerBeside({ folder, random, log, committed, now: () => this.now() });
  }

  get isRunning(): boolean {
    return this.#life !== undefined;
  }

  get service(): SyncService | undefined {
    return this.#life?.service;
  }

  /** The lines that the server holds for open. */
  get lines(): readonly Line[] {
    return [...(this.#life?.lines.values() ?? [])].map(({ line }) => line);
  }

  now(): number {
    return this.#options.scheduler.now + this.clockOffset;
  }

  start(): void {
    if (this.#life === undefined) this.#life = new ServerLife(this, this.#options);
  }

  /** Ends as a power cut would: what was committed stays. */
  kill(why: string): void {
    const life = this.#life;
    this.#life = undefined;
    life?.end(why);
    this.#options.watch.died();
  }

  /** A token for a person's device, as the sign-in routes would give it. */
  issueToken(userId: string): string {
    return `${userId} ${this.now() + TOKEN_MS}`;
  }

  /** Somebody knocks. */
  connect(line: Line, auth: unknown): void {
    const life = this.#life;
    if (life === undefined) line.cut('the server is not there');
    else void life.admit(line, auth);
  }

  /** Copies the data as it is on disk now. */
  backUp(file: string): void {
    rmSync(file, { force: true });
    const db = new Database(this.#file);
    db.prepare('VACUUM INTO ?').run(file);
    db.close();
  }

  /** Puts a backup in place of the data, while the server does not run; with another epoch, as the admin command does. */
  restore(file: string, epoch: string | undefined): void {
    for (const end of ['', '-wal', '-shm']) rmSync(`${this.#file}${end}`, { force: true });
    copyFileSync(file, this.#file);
    const db = new Database(this.#file);
    if (epoch !== undefined) db.prepare('UPDATE server_meta SET epoch = ?').run(epoch);
    this.#options.watch.replaced(db);
    db.close();
  }

  /** Puts the template in place, for a new run. */
  fill(template: string): void {
    mkdirSync(this.#options.folder, { recursive: true });
    this.restore(template, undefined);
  }

  /** Looks at the file as it is, without the server. */
  look<T>(read: (db: Database.Database) => T): T {
    const db = new Database(this.#file, { readonly: true });
    try {
      return read(db);
    } finally {
      db.close();
    }
  }

  get #file(): string {
    return path.join(this.#options.folder, 'holdfast.sqlite');
  }
}

interface Attached {
  readonly line: Line;
  readonly connection: Connection;
}

/** One life of the server's process: all that it has in memory. */
class ServerLife {
  readonly service: SyncService;
  readonly lines = new Map<string, Attached>();
  readonly #node: ServerNode;
  readonly #options: ServerOptions;
  readonly #store: Store;
  readonly #newId: () => string;
  readonly #knocked = new Set<string>();
  #isAlive = true;
  #ready: Promise<void>;

  constructor(node: ServerNode, options: ServerOptions) {
    this.#node = node;
    this.#options = options;
    const { random } = options;
    this.#newId = createIdSource(
      () => node.now(),
      (count) => random.bytes(count),
    );
    this.#store = this.#openStore();
    this.service = new SyncService({
      store: this.#store,
      config,
      outside: this.#outside(),
      log: options.log,
      observer: noObserver,
      auditor: noAuditor,
      tokens: { verify: (token) => this.#verify(token) },
      send: this.#sending(),
      packPage: (page) => this.#pack(page),
      drop: (connection) => this.lines.get(connection.id)?.line.disconnect(),
    });
    this.#ready = this.service.start();
  }

  end(why: string): void {
    this.#isAlive = false;
    for (const { line } of this.lines.values()) line.cut(why);
    this.lines.clear();
    // The store closes at once: what still runs of this life finds no disk any more.
    void this.#store.close();
  }

  /** A line is let in once, also where the network doubles what opened it. */
  async admit(line: Line, auth: unknown): Promise<void> {
    if (this.#knocked.has(line.id)) return;
    this.#knocked.add(line.id);
    try {
      await this.#ready;
      const visitor = await this.service.admit(auth, line.id);
      if (!this.#isAlive || !line.carries) return;
      const connection = connectionOf(line.id, visitor, this.service.now());
      await this.#attach(line, connection, visitor);
    } catch (error) {
      if (this.#isAlive) line.refused(toWireError(error));
    }
  }

  async #attach(
    line: Line,
    connection: Connection,
    visitor: Awaited<ReturnType<SyncService['admit']>>,
  ): Promise<void> {
    this.lines.set(line.id, { line, connection });
    const events = this.service.events(connection);
    let welcomed = false;
    line.accepted({
      request: (event, payload, reply) => {
        if (event === 'sync:push') this.#options.watch.pushed(connection, payload);
        void events.get(event)?.([
          payload,
          (answer: Answer) => this.#reply(connection, event, answer, reply),
        ]);
      },
      left: () => {
        this.lines.delete(line.id);
        if (welcomed && this.#isAlive) this.service.leave(connection);
        welcomed = false;
      },
    });
    try {
      welcomed = await this.service.welcome(visitor, connection, () => this.lines.has(line.id));
    } catch (error) {
      const wire = toWireError(error);
      if (!isForNow(wire)) line.tell('session:revoked', JSON.stringify(wire));
      line.disconnect();
    }
  }

  #reply(connection: Connection, event: string, answer: Answer, reply: (answer: Answer) => void): void {
    if (!this.#isAlive) return;
    if (answer.ok && this.lines.has(connection.id)) {
      this.#options.watch.sends(connection.userId, connection, event, answer);
    }
    reply(answer);
  }

  #sending(): Sending {
    const tell = (connections: readonly Connection[], name: string, message: object): void => {
      const text = JSON.stringify(message);
      for (const connection of connections) {
        this.#options.watch.sends(connection.userId, connection, name, message);
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
    await this.#wait(this.#options.random.between(0, this.#node.packMs));
    return { page: JSON.parse(`${JSON.stringify(head).slice(0, -1)},"rows":[${rows.join(',')}]}`) };
  }

  async #verify(token: string): Promise<CheckedToken> {
    const [userId = '', until] = token.split(' ');
    if (Number(until) < this.#node.now()) {
      throw new HoldfastError('TOKEN_EXPIRED', 'The sign-in has run out and is renewed.');
    }
    return { userId, sessionId: sessionIdOf(userId), expiresAt: Number(until) };
  }

  #openStore(): Store {
    const { folder, random, watch } = this.#options;
    const store = openSqliteStore({ folder, models: allModels, newId: this.#newId });
    return watchStore(store, {
      committed: (log) => watch.committed(log),
      diskFailure: () => (this.#node.isDiskFull ? random.between(0, 30) : undefined),
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
      nextTurn: () => this.#wait(0),
      every: (milliseconds, run) => this.#every(milliseconds, run),
    };
  }

  /** What waits in a life that has ended never goes on. */
  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#options.scheduler.after(milliseconds, () => {
        if (this.#isAlive) resolve();
      });
    });
  }

  #every(milliseconds: number, run: () => void): () => void {
    let cancel = (): void => {};
    const again = (): void => {
      cancel = this.#options.scheduler.after(milliseconds, () => {
        if (!this.#isAlive) return;
        run();
        again();
      });
    };
    again();
    return () => cancel();
  }
}
