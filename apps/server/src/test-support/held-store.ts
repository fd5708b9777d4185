import Database from 'better-sqlite3';
import { dataFile } from '../store/sqlite/data-file.ts';
import { createSqliteTransaction } from '../store/sqlite/sqlite-transaction.ts';
import type { Store } from '../store/store.ts';
import { type ReadWork, runLater, type WriteWork } from '../store/work.ts';

/** A read that stands still at one of its calls. */
export interface Held {
  /** Resolves when it stands there; false if it ended before. */
  readonly stands: Promise<boolean>;
  /** Lets it go on; also before it stands. */
  readonly goOn: () => void;
}

interface Hold {
  /** Resolves when the call of this number may be done. */
  readonly before: (call: number) => Promise<void>;
  readonly ended: () => void;
}

/**
 * A store on a file of which reads can be held between two of their calls, as those of a database across a
 * network stand still for moments in which much else happens. A held read keeps the snapshot that it began with.
 */
export class HeldStore implements Store {
  readonly #store: Store;
  readonly #folder: string;
  /** By how many more reads begin before the one to be held. */
  readonly #holds = new Map<number, Hold>();

  constructor(store: Store, folder: string) {
    this.#store = store;
    this.#folder = folder;
  }

  /** Holds a read that is to come, counted from 0, before one of its calls, counted from 0. */
  hold(read: number, atCall: number): Held {
    let goOn = (): void => {};
    const free = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const stands = new Promise<boolean>((resolve) => {
      const before = async (call: number): Promise<void> => {
        if (call !== atCall) return;
        resolve(true);
        await free;
      };
      this.#holds.set(read, { before, ended: () => resolve(false) });
    });
    return { stands, goOn };
  }

  async read<T>(work: () => ReadWork<T>): Promise<T> {
    const hold = this.#next();
    return hold === undefined ? this.#store.read(work) : this.#readHeld(work(), hold);
  }

  write<T>(work: () => WriteWork<T>): Promise<T> {
    return this.#store.write(work);
  }

  check(): Promise<readonly string[]> {
    return this.#store.check();
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  #next(): Hold | undefined {
    const hold = this.#holds.get(0);
    const later = [...this.#holds].filter(([read]) => read > 0);
    this.#holds.clear();
    for (const [read, one] of later) this.#holds.set(read - 1, one);
    return hold;
  }

  async #readHeld<T>(work: ReadWork<T>, { before, ended }: Hold): Promise<T> {
    const db = new Database(dataFile(this.#folder), { fileMustExist: true });
    try {
      db.exec('BEGIN');
      // The first read decides which moment it is.
      db.prepare('SELECT count(*) FROM server_meta').get();
      return await runLater(createSqliteTransaction(db), pausing(work, before));
    } finally {
      db.close();
      ended();
    }
  }
}

/** The same work, with a pause before each of its calls. */
function* pausing<T>(work: ReadWork<T>, before: Hold['before']): ReadWork<T> {
  let step = work.next();
  for (let call = 0; !step.done; call += 1) {
    const { value } = step;
    let answer: unknown;
    try {
      answer = yield async (transaction) => {
        await before(call);
        return value(transaction);
      };
    } catch (error) {
      step = work.throw(error);
      continue;
    }
    step = work.next(answer);
  }
  return step.value;
}
