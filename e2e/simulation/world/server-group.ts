import type { Database } from 'better-sqlite3';
import type { Logger } from 'pino';
import type { Line } from '../network/line.ts';
import type { Network } from '../network/network.ts';
import type { CommitLog } from './commit-record.ts';
import { DatabaseHome } from './database-home.ts';
import type { Random } from './random.ts';
import { RedisNode } from './redis-node.ts';
import type { Scheduler } from './scheduler.ts';
import { ServerBeside } from './server-beside.ts';
import { ServerData } from './server-data.ts';
import { FileHome, type ServerHome } from './server-home.ts';
import { ServerNode } from './server-node.ts';
import type { ServerWatch } from './server-options.ts';

/** How long a token is good for, so that clients have to renew theirs within a run. */
const TOKEN_MS = 120_000;
/** How far the clocks of machines that are kept by the same service are apart. */
const MOST_SKEW_MS = 1_500;

export interface ServerGroupOptions {
  readonly folder: string;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly log: Logger;
  readonly watch: ServerWatch & {
    committed(log: CommitLog): void;
    /** What the server's file holds was replaced, or is used for the first time. */
    replaced(db: Database): void;
  };
  /** What there is besides, where the server is several processes. */
  readonly several: Several | undefined;
}

export interface Several {
  readonly processes: number;
  /** What lies between the processes, and gives each message of theirs. */
  readonly network: Network;
  /** Draws apart from all others, so that what a seed makes of one process stays. */
  readonly random: Random;
  /** How often the database undoes a transaction that writes. */
  readonly undone: number;
  /** How often a connection ends while it commits. */
  readonly unknown: number;
  readonly fault: (name: string) => void;
  /** Work that was given to a store once was committed twice. */
  readonly appliedTwice: () => void;
}

/** The server as its clients see it: one process on a file, or several on a database behind one address. */
export class ServerGroup {
  readonly nodes: readonly ServerNode[];
  readonly data: ServerData;
  readonly beside: ServerBeside;
  /** Nothing where the server is one process. */
  readonly database: DatabaseHome['database'] | undefined;
  readonly redis: RedisNode | undefined;
  readonly #home: ServerHome;
  readonly #balancing: Random | undefined;

  constructor(options: ServerGroupOptions) {
    const { folder, scheduler, random, log, watch, several } = options;
    this.data = new ServerData(folder, (db) => watch.replaced(db));
    const home = { data: this.data, random, committed: (commit: CommitLog) => watch.committed(commit) };
    if (several === undefined) {
      this.#home = new FileHome(home);
    } else {
      const there = new DatabaseHome({ ...home, ...several, scheduler });
      this.#home = there;
      this.database = there.database;
      this.redis = new RedisNode({ scheduler, random: several.random.fork(), network: several.network });
    }
    this.#balancing = several?.random.fork();
    const node = { home: this.#home, redis: this.redis, scheduler, log, watch };
    const names = several === undefined ? ['server'] : namesOf(several.processes);
    this.nodes = names.map(
      (name) => new ServerNode({ ...node, name, random: several?.random.fork() ?? random }),
    );
    this.beside = new ServerBeside({ home: this.#home, scheduler, random, log, now: () => this.now() });
  }

  get isRunning(): boolean {
    return this.nodes.some(({ isRunning }) => isRunning);
  }

  get isDiskFull(): boolean {
    return this.#home.isDiskFull;
  }

  set isDiskFull(isFull: boolean) {
    this.#home.isDiskFull = isFull;
  }

  /** How far its clock is off, in milliseconds. Those of several processes are nearly the same. */
  set clockOffset(milliseconds: number) {
    for (const node of this.nodes) {
      const skew = this.#balancing?.between(-MOST_SKEW_MS, MOST_SKEW_MS) ?? 0;
      node.clockOffset = milliseconds + skew;
    }
  }

  get clockOffset(): number {
    return this.nodes[0]?.clockOffset ?? 0;
  }

  /** By the clock of its first process. */
  now(): number {
    return this.nodes[0]?.now() ?? 0;
  }

  /** Up to which version all connections were told of everything. */
  get toldVersion(): number {
    return Math.min(...this.nodes.map(({ toldVersion }) => toldVersion));
  }

  start(): void {
    for (const node of this.nodes) node.start();
  }

  kill(why: string): void {
    for (const node of this.nodes) node.kill(why);
  }

  /** A token for a person's device, as the sign-in routes would give it. */
  issueToken(userId: string): string {
    return `${userId} ${this.now() + TOKEN_MS}`;
  }

  /** Somebody knocks: one of the processes that run answers, or not. */
  connect(line: Line, auth: unknown): void {
    const running = this.nodes.filter(({ isRunning }) => isRunning);
    const node = this.#balancing === undefined ? running[0] : this.#balancing.pick(running);
    if (node === undefined) line.cut('the server is not there');
    else node.connect(line, auth);
  }

  /** Puts a backup in place of the data, after all processes have ended. */
  restore(file: string, epoch: string | undefined): void {
    this.#home.letGo();
    this.data.restore(file, epoch);
    this.database?.recover();
  }

  /** The run is over. */
  end(): void {
    this.kill('the run ends');
    this.#home.letGo();
  }
}

function namesOf(processes: number): string[] {
  return Array.from({ length: processes }, (_, place) => `server${place + 1}`);
}
