import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Logger } from 'pino';
import { settleTouched } from '../alerts/settle-alerts.ts';
import { tellRest } from '../notify/tell-rest.ts';
import { levelOf } from '../ops/first-failure.ts';
import type { Expected } from '../store/records.ts';
import { StorageFailure, type Store } from '../store/store.ts';
import { type WriteWork, writeStore } from '../store/work.ts';
import { storageBusy } from './busy.ts';
import { type Commit, inCommit } from './commit.ts';
import type { Observer } from './observer.ts';
import type { Outside } from './outside.ts';

export interface CommitQueueOptions {
  readonly store: Store;
  readonly outside: Outside;
  readonly log: Logger;
  readonly observer: Observer;
  /** The most mutations that share a transaction; one larger push still goes alone. */
  readonly maxMutations: number;
  /** Called after each transaction that moved the version, with where it stands now. */
  readonly onCommit: (version: number) => void;
}

interface Job {
  readonly mutations: number;
  /** Runs the job; what it gives is called once the transaction is durable. */
  readonly run: (commit: Commit) => WriteWork<() => void>;
  readonly expected: Expected | undefined;
  readonly fail: (error: unknown) => void;
}

/**
 * Group commit: pushes that wait at the same time share one transaction, and each is answered after
 * it is on disk. A job may throw a HoldfastError only before it has written anything; it is then
 * answered with it alone. Any other error undoes the transaction.
 */
export class CommitQueue {
  readonly #options: CommitQueueOptions;
  #waiting: Job[] = [];
  #running: Promise<void> | undefined;

  constructor(options: CommitQueueOptions) {
    this.#options = options;
  }

  /**
   * Runs a job of so many mutations in the next transaction. Settles after the commit.
   * @param expected what it will ask for, as far as that is known
   */
  submit<T>(mutations: number, work: (commit: Commit) => WriteWork<T>, expected?: Expected): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const run = function* (commit: Commit): WriteWork<() => void> {
        try {
          const result = yield* work(commit);
          return () => resolve(result);
        } catch (error) {
          if (!(error instanceof HoldfastError)) throw error;
          return () => reject(error);
        }
      };
      this.#waiting.push({ mutations, run, expected, fail: reject });
      this.#running ??= this.#drain();
    });
  }

  /** Resolves when nothing waits and nothing runs. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #drain(): Promise<void> {
    // Lets everything that has arrived in this turn of the event loop share the transaction.
    await this.#options.outside.nextTurn();
    while (this.#waiting.length > 0) {
      await this.#commit(this.#takeGroup());
      if (this.#waiting.length > 0) await this.#options.outside.nextTurn();
    }
    this.#running = undefined;
  }

  #takeGroup(): Job[] {
    let mutations = 0;
    const end = this.#waiting.findIndex((job, place) => {
      mutations += job.mutations;
      return place > 0 && mutations > this.#options.maxMutations;
    });
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : end);
  }

  async #commit(group: readonly Job[]): Promise<void> {
    const { store, outside, onCommit, observer, log } = this.#options;
    const began = outside.elapsed();
    try {
      const { answers, movedTo } = await store.write(() =>
        inCommit(outside, (commit) => runAll(group, commit, log)),
      );
      const mutations = group.reduce((sum, job) => sum + job.mutations, 0);
      observer.committed(mutations, outside.elapsed() - began);
      for (const answer of answers) answer();
      if (movedTo !== undefined) onCommit(movedTo);
    } catch (error) {
      await this.#failed(group, error);
    }
  }

  /** One job that breaks the transaction must not take the others with it: each is tried alone. */
  async #failed(group: readonly Job[], error: unknown): Promise<void> {
    // Of a database that is left alone for a while it was said when it failed.
    const isKnown = error instanceof StorageFailure && error.retryAfterMs !== undefined;
    this.#options.log[isKnown ? 'debug' : levelOf(error)](
      { err: error, jobs: group.length },
      'a commit failed',
    );
    if (error instanceof StorageFailure) {
      for (const job of group) job.fail(storageBusy(error));
    } else if (group.length === 1) {
      group[0]?.fail(error);
    } else {
      for (const job of group) await this.#commit([job]);
    }
  }
}

/** What came of a transaction: whom to answer, and the version that it moved to. */
interface Outcome {
  readonly answers: readonly (() => void)[];
  readonly movedTo: number | undefined;
}

function* runAll(group: readonly Job[], commit: Commit, log: Logger): WriteWork<Outcome> {
  const before = commit.version;
  const answers = [() => commit.settled()];
  yield* expectAll(group);
  for (const job of group) {
    answers.push(yield* job.run(commit));
    yield* settleTouched(commit, log);
    yield* tellRest(commit, log);
  }
  return { answers, movedTo: commit.version === before ? undefined : commit.version };
}

/** What all jobs of a group will ask for is asked for at once. */
function* expectAll(group: readonly Job[]): WriteWork<void> {
  const all = group.flatMap(({ expected }) => expected ?? []);
  if (all.length === 0) return;
  const asked: Expected = {
    clients: all.flatMap(({ clients }) => clients),
    results: all.flatMap(({ results }) => results),
    rows: all.flatMap(({ rows }) => rows),
  };
  yield* writeStore((tx) => tx.expect(asked));
}
