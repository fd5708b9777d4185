import { pino } from 'pino';
import type { Config } from '../config.ts';
import { openHere } from '../move/open-serving.ts';
import { shareFolder } from '../store/sqlite/folder-lock.ts';
import type { Store } from '../store/store.ts';
import { CommitQueue } from '../sync/commit-queue.ts';
import { noObserver } from '../sync/observer.ts';
import { type Outside, realOutside } from '../sync/outside.ts';

/** The data folder as commands use it. A server may run on it at the same time and tells its clients. */
export interface OpenData {
  readonly store: Store;
  readonly queue: CommitQueue;
  readonly outside: Outside;
}

/**
 * Opens the data folder for one command, and closes it after.
 * @throws Error while a restore of the folder is under way
 */
export async function withData<T>(config: Config, use: (data: OpenData) => Promise<T>): Promise<T> {
  const hold = shareFolder(config.dataFolder);
  try {
    return await withStore(config, use);
  } finally {
    hold.release();
  }
}

async function withStore<T>(config: Config, use: (data: OpenData) => Promise<T>): Promise<T> {
  const outside = realOutside();
  const store = await openHere(config, { newId: outside.newId });
  const queue = queueOn(store, outside, config);
  try {
    return await use({ store, queue, outside });
  } finally {
    await queue.idle();
    await store.close();
  }
}

/** A queue that tells nobody: servers look for what commands have changed. */
export function queueOn(
  store: Store,
  outside: Outside,
  { commitMutations }: Pick<Config, 'commitMutations'>,
): CommitQueue {
  return new CommitQueue({
    store,
    outside,
    log: pino({ level: 'silent' }),
    observer: noObserver,
    maxMutations: commitMutations,
    onCommit: () => {},
  });
}
