import { RemoteStore } from '../../../apps/server/src/store/remote/remote-store.ts';
import { CommittedOnce } from './committed-once.ts';
import { DatabaseLines } from './database-line.ts';
import { DatabaseNode } from './database-node.ts';
import type { Scheduler } from './scheduler.ts';
import {
  CALLS_WITH_ROOM,
  type HomeOptions,
  type HomeUser,
  type OpenedHome,
  type ServerHome,
} from './server-home.ts';

export interface DatabaseHomeOptions extends HomeOptions {
  readonly scheduler: Scheduler;
  /** How often the database undoes a transaction that writes. */
  readonly undone: number;
  /** How often a connection ends while it commits. */
  readonly unknown: number;
  readonly fault: (name: string) => void;
  /** Work that was given to a store once was committed twice. */
  readonly appliedTwice: () => void;
}

/** Few, so that work has to wait for them. */
const CONNECTIONS = 4;
const WAIT_MS = 5_000;
const PATIENCE_MS = 2_000;
/** Longer than the database is ever gone. */
const OUTCOME_MS = 60_000;

/** The data in a database across a network, which several processes use. */
export class DatabaseHome implements ServerHome {
  isDiskFull = false;
  readonly database: DatabaseNode;
  readonly #options: DatabaseHomeOptions;
  readonly #once: CommittedOnce;

  constructor(options: DatabaseHomeOptions) {
    this.#options = options;
    const { data, random, committed, appliedTwice } = options;
    this.#once = new CommittedOnce(appliedTwice);
    this.database = new DatabaseNode({
      file: data.file,
      committed,
      diskFailure: () => (this.isDiskFull ? random.between(0, CALLS_WITH_ROOM) : undefined),
    });
  }

  open({ time, reaches, diesAfterCommit }: HomeUser): OpenedHome {
    const { scheduler, random, undone, unknown, fault } = this.#options;
    const lines = new DatabaseLines({
      ...{ database: this.database, scheduler, random, time, reaches, undone, unknown, fault },
      committed: (transaction) => {
        if (transaction !== undefined) this.#once.committed(transaction);
        diesAfterCommit();
      },
    });
    const store = new RemoteStore({
      driver: lines,
      connections: CONNECTIONS,
      waitMs: WAIT_MS,
      patienceMs: PATIENCE_MS,
      outcomeWithinMs: OUTCOME_MS,
      now: () => scheduler.now,
      elapsed: () => scheduler.now,
      wait: (milliseconds) => time.wait(milliseconds),
    });
    return { store: this.#once.watch(store), cut: () => lines.cut() };
  }

  letGo(): void {
    this.database.close();
  }
}
