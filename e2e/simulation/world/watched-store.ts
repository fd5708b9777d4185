import type { ResultRecord } from '../../../apps/server/src/store/records.ts';
import { StorageFailure, type Store } from '../../../apps/server/src/store/store.ts';
import type { WriteTransaction } from '../../../apps/server/src/store/transaction.ts';
import type { WriteWork } from '../../../apps/server/src/store/work.ts';
import type { RowWrite } from './mirror.ts';

/** What a transaction wrote, as far as the checks need to know it. */
export interface CommitLog {
  readonly rows: RowWrite[];
  readonly results: ResultRecord[];
  version: number | undefined;
}

export interface StoreWatch {
  /** Called in the same moment in which the commit became durable. */
  committed(log: CommitLog): void;
  /** After how many of its calls the next transaction finds the disk full; nothing while there is room. */
  diskFailure(): number | undefined;
  /** Whether the server dies after this commit, before it can tell anybody. */
  diesAfterCommit(): boolean;
}

/** The real store, with a look at what is committed, a disk that can be full, and a power cut after a commit. */
export function watchStore(store: Store, watch: StoreWatch): Store {
  return {
    read: (work) => store.read(work),
    check: () => store.check(),
    close: () => store.close(),
    write: (work) => {
      let log: CommitLog | undefined;
      // The work runs, and the commit with it, before this call returns.
      const done = store.write(() => {
        const recorder = new Recorder(watch.diskFailure());
        return recorder.run(work(), (finished) => {
          log = finished;
        });
      });
      if (log === undefined) return done;
      watch.committed(log);
      if (!watch.diesAfterCommit()) return done;
      return new Promise(() => {});
    },
  };
}

class Recorder {
  readonly #log = {
    rows: [] as RowWrite[],
    results: [] as ResultRecord[],
    version: undefined as number | undefined,
  };
  readonly #failAfter: number | undefined;
  #calls = 0;
  #mark = { rows: 0, results: 0 };

  constructor(failAfter: number | undefined) {
    this.#failAfter = failAfter;
  }

  *run<T>(work: WriteWork<T>, finished: (log: CommitLog) => void): WriteWork<T> {
    let watched: WriteTransaction | undefined;
    let step = work.next();
    while (!step.done) {
      const call = step.value;
      let answer: unknown;
      try {
        this.#useDisk();
        answer = yield (tx) => {
          watched ??= this.#watching(tx);
          return call(watched);
        };
      } catch (error) {
        step = work.throw(error);
        continue;
      }
      step = work.next(answer);
    }
    finished(this.#log);
    return step.value;
  }

  #useDisk(): void {
    this.#calls += 1;
    if (this.#failAfter === undefined || this.#calls <= this.#failAfter) return;
    throw new StorageFailure('SQLITE_FULL', new Error('database or disk is full'));
  }

  #watching(tx: WriteTransaction): WriteTransaction {
    const log = this.#log;
    return {
      ...tx,
      insertRow: (...args) => {
        const [table, version, row] = args;
        log.rows.push({ table, id: row.id, version, data: row });
        return tx.insertRow(...args);
      },
      updateRow: (...args) => {
        const [table, version, row] = args;
        log.rows.push({ table, id: row.id, version, data: row });
        return tx.updateRow(...args);
      },
      deleteRow: (...args) => {
        const [table, version, id] = args;
        log.rows.push({ table, id, version, data: undefined });
        return tx.deleteRow(...args);
      },
      putResult: (...args) => {
        log.results.push(args[0]);
        return tx.putResult(...args);
      },
      putVersion: (version) => {
        log.version = version;
        return tx.putVersion(version);
      },
      savepoint: () => {
        this.#mark = { rows: log.rows.length, results: log.results.length };
        return tx.savepoint();
      },
      rollbackToSavepoint: () => {
        log.rows.length = this.#mark.rows;
        log.results.length = this.#mark.results;
        return tx.rollbackToSavepoint();
      },
    };
  }
}
