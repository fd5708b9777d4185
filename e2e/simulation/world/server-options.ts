import type { Logger } from 'pino';
import type { Connection } from '../../../apps/server/src/sync/connections.ts';
import type { Random } from './random.ts';
import type { RedisNode } from './redis-node.ts';
import type { Scheduler } from './scheduler.ts';
import type { ServerHome } from './server-home.ts';

/** A process as what runs in it sees it: its clock, what it reaches, and that it can end at any moment. */
export interface Process {
  readonly name: string;
  diesAtNextCommit: boolean;
  readonly reachesDatabase: boolean;
  readonly reachesRedis: boolean;
  /** Milliseconds that a page takes to be packed, at most. */
  readonly packMs: number;
  now(): number;
  kill(why: string): void;
}

export interface ServerWatch {
  /** The newest version that was committed, by whatever process. */
  version(): number;
  /** A process is about to send this, as of a version or something newer. */
  sends(connection: Connection, event: string, message: object, asOf: number): void;
  /** A push arrived, as the process will read it. */
  pushed(connection: Connection, payload: unknown): void;
  /** A process ended. */
  died(node: Process): void;
}

export interface ServerOptions {
  readonly name: string;
  readonly home: ServerHome;
  /** What several processes share; nothing for one that is alone. */
  readonly redis: RedisNode | undefined;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly log: Logger;
  readonly watch: ServerWatch;
}
