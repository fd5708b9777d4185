import { StorageFailure, type Store } from '../../../apps/server/src/store/store.ts';
import type { WriteTransaction } from '../../../apps/server/src/store/transaction.ts';
import type { WriteWork } from '../../../apps/server/src/store/work.ts';
import { type CommitLog, CommitRecord } from './commit-record.ts';

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
      const done = store.write(() =>
        watchWork(work(), watch.diskFailure(), (finished) => {
          log = finished;
        }),
      );
      if (log === undefined) return done;
      watch.committed(log);
      if (!watch.diesAfterCommit()) return done;
      return new Promise(() => {});
    },
  };
}

/** Work whose writes are taken down, and whose disk is full after so many calls. */
function* watchWork<T>(
  work: WriteWork<T>,
  failAfter: number | undefined,
  finished: (log: CommitLog) => void,
): WriteWork<T> {
  const record = new CommitRecord();
  let watched: WriteTransaction | undefined;
  let calls = 0;
  let step = work.next();
  while (!step.done) {
    const call = step.value;
    let answer: unknown;
    try {
      calls += 1;
      if (failAfter !== undefined && calls > failAfter) throw diskFull();
      answer = yield (tx) => {
        watched ??= record.watching(tx);
        return call(watched);
      };
    } catch (error) {
      step = work.throw(error);
      continue;
    }
    step = work.next(answer);
  }
  finished(record.log);
  return step.value;
}

function diskFull(): StorageFailure {
  return new StorageFailure('SQLITE_FULL', new Error('database or disk is full'));
}
