import { createIdSource } from '@holdfast/shared/ids.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { Logger } from 'pino';
import { type Arrived, storeRows } from '../../../apps/server/src/files/arrivals/settle-rows.ts';
import { removeSome } from '../../../apps/server/src/files/sweep/sweep-removed.ts';
import type { Store } from '../../../apps/server/src/store/store.ts';
import { applyMutation } from '../../../apps/server/src/sync/apply-mutation.ts';
import { CommitQueue } from '../../../apps/server/src/sync/commit-queue.ts';
import { noObserver } from '../../../apps/server/src/sync/observer.ts';
import type { Outside } from '../../../apps/server/src/sync/outside.ts';
import { pruneHistory } from '../../../apps/server/src/sync/prune.ts';
import { systemActor } from '../../../apps/server/src/sync/system-actor.ts';
import { ProcessTime } from './process-time.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';
import type { ServerHome } from './server-home.ts';

export interface BesideOptions {
  readonly home: ServerHome;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly log: Logger;
  /** Milliseconds since 1970, by the server's clock. */
  readonly now: () => number;
}

/** What is done to the server's data in a store of its own, beside the running server. */
export class ServerBeside {
  readonly #options: BesideOptions;

  constructor(options: BesideOptions) {
    this.#options = options;
  }

  /** Makes a change as the command line does: in a store of its own beside the running server. */
  async change(name: string, args: unknown): Promise<void> {
    const change = { name, args, at: formatTime(this.#options.now()) };
    await this.#beside((queue) => queue.submit(1, (commit) => applyMutation(commit, systemActor, change)));
  }

  /** Says of the rows of a content that its author has sent it, as an upload does in its end. */
  arrive(arrived: Arrived): Promise<void> {
    return this.#beside((queue) =>
      storeRows(queue, arrived, { kind: 'text/plain', width: null, height: null }),
    );
  }

  /** Lets go of files that were taken away so many milliseconds ago, as the server does after days. Gives their ids. */
  async sweepFiles(keptMs: number): Promise<readonly string[]> {
    const below = formatTime(this.#options.now() - keptMs);
    const rows = await this.#beside((queue) => queue.submit(1, (commit) => removeSome(commit, below)));
    return rows.map(({ id }) => id);
  }

  /** Forgets gone entries up to a version, as the server's own job does with those of a month ago (S18). */
  async prune(upToVersion: number): Promise<void> {
    const { store } = this.#openBeside();
    try {
      await pruneHistory(store, upToVersion);
    } finally {
      await store.close();
    }
  }

  async #beside<T>(work: (queue: CommitQueue) => Promise<T>): Promise<T> {
    const { outside, store } = this.#openBeside();
    const queue = new CommitQueue({
      store,
      outside,
      log: this.#options.log,
      observer: noObserver,
      maxMutations: 1,
      onCommit: () => {},
    });
    try {
      return await work(queue);
    } finally {
      await store.close();
    }
  }

  #openBeside(): { outside: Outside; store: Store } {
    const { random, home, now, scheduler } = this.#options;
    const newId = createIdSource(now, (count) => random.bytes(count));
    const outside: Outside = {
      now,
      elapsed: now,
      newId,
      nextTurn: async () => {},
      every: () => () => {},
    };
    const time = new ProcessTime(scheduler);
    const { store } = home.open({ time, newId, reaches: () => true, diesAfterCommit: () => false });
    return { outside, store };
  }
}
