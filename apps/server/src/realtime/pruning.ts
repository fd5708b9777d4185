import type { Logger } from 'pino';
import { sweepAlerts } from '../alerts/sweep-alerts.ts';
import type { Config } from '../config.ts';
import { sweepNotifications } from '../notify/sweep.ts';
import { levelOf } from '../ops/first-failure.ts';
import type { Store } from '../store/store.ts';
import type { CommitQueue } from '../sync/commit-queue.ts';
import type { Leases } from '../sync/leases.ts';
import type { Outside } from '../sync/outside.ts';
import { pruneOld } from '../sync/prune.ts';

/** How often is looked for what has grown old, in milliseconds. */
const EVERY_MS = 3_600_000;

export interface PruningOptions {
  readonly store: Store;
  readonly queue: CommitQueue;
  readonly config: Pick<Config, 'historyDays' | 'resultDays' | 'notificationDays'>;
  readonly outside: Outside;
  readonly log: Logger;
  readonly leases: Leases;
  /** The version that all connections here were told of. */
  readonly toldVersion: () => number;
}

/** Deletes what has grown old by the settings (S18), at the start and each hour, in one process at a time. */
export class Pruning {
  readonly #options: PruningOptions;
  #running: Promise<void> = Promise.resolve();
  #stopTimer = (): void => {};

  constructor(options: PruningOptions) {
    this.#options = options;
  }

  start(): void {
    this.#pruneSoon();
    this.#stopTimer = this.#options.outside.every(EVERY_MS, () => this.#pruneSoon());
  }

  async stop(): Promise<void> {
    this.#stopTimer();
    await this.#running;
  }

  /** Does nothing where another process does it, or where nothing may be deleted now. */
  async prune(): Promise<void> {
    const { store, queue, outside, config, leases, toldVersion } = this.#options;
    if (!(await leases.holds('pruning'))) return;
    await sweepNotifications(queue, outside.now(), config.notificationDays);
    await sweepAlerts(queue, outside.now(), config.notificationDays);
    await pruneOld(store, outside.now(), config, toldVersion(), () => leases.mayDo('pruning'));
  }

  #pruneSoon(): void {
    this.#running = this.#running
      .then(() => this.prune())
      .catch((error: unknown) => {
        // The next hour tries again; nothing depends on it.
        this.#options.log[levelOf(error)]({ err: error }, 'pruning failed');
      });
  }
}
