import { allModels } from '@holdfast/shared/registry.ts';
import { openSqliteStore } from '../../../apps/server/src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../../apps/server/src/store/store.ts';
import type { CommitLog } from './commit-record.ts';
import type { ProcessTime } from './process-time.ts';
import type { Random } from './random.ts';
import type { ServerData } from './server-data.ts';
import { watchStore } from './watched-store.ts';

/** A process that opens the server's data. */
export interface HomeUser {
  readonly time: ProcessTime;
  readonly newId: () => string;
  /** Whether it reaches what lies across a network. */
  readonly reaches: () => boolean;
  /** Whether it loses power after this commit, before it can tell anybody. */
  readonly diesAfterCommit: () => boolean;
}

export interface OpenedHome {
  readonly store: Store;
  /** The connections of the process end, whatever is on its way. */
  readonly cut: () => void;
}

/** Where the server's data live. */
export interface ServerHome {
  isDiskFull: boolean;
  open(user: HomeUser): OpenedHome;
  /** Nobody uses the data any more: another file may be put in their place. */
  letGo(): void;
}

export interface HomeOptions {
  readonly data: ServerData;
  readonly random: Random;
  /** Called in the same moment in which a commit became durable. */
  readonly committed: (log: CommitLog) => void;
}

/** How many calls of a transaction still find room on a disk that is full. */
export const CALLS_WITH_ROOM = 30;

/** The data in a SQLite file of the one process. */
export class FileHome implements ServerHome {
  isDiskFull = false;
  readonly #options: HomeOptions;

  constructor(options: HomeOptions) {
    this.#options = options;
  }

  open({ newId, diesAfterCommit }: HomeUser): OpenedHome {
    const { data, random, committed } = this.#options;
    const store = openSqliteStore({ folder: data.folder, models: allModels, newId });
    const watched = watchStore(store, {
      committed,
      diskFailure: () => (this.isDiskFull ? random.between(0, CALLS_WITH_ROOM) : undefined),
      diesAfterCommit,
    });
    // The store closes at once: what still runs finds no disk any more.
    return { store: watched, cut: () => void store.close() };
  }

  letGo(): void {}
}
