import type Database from 'better-sqlite3';

/** The process ended here, as by a power cut. */
export class PowerCut extends Error {}

/** When a client dies at one of its commits: before it took place, or after. */
export interface DeathInCommit {
  /** Commits that still go well. */
  commits: number;
  readonly before: boolean;
}

/** SQLite's own limit, where the disk is not full. */
const NO_LIMIT = 1_073_741_823;

/** A client's file while its process lives: it can die at a commit, and its disk can be full. */
export class WatchedFile {
  readonly db: Database.Database;
  /** Set to let the process die at a commit to come. */
  death: DeathInCommit | undefined;
  readonly #onDeath: () => void;
  readonly #changes: Database.Statement<[], { changes: number }>;
  #seenChanges = -1;

  constructor(db: Database.Database, onDeath: () => void) {
    this.db = db;
    this.#onDeath = onDeath;
    this.#changes = db.prepare('SELECT total_changes() AS changes');
    const transaction = db.transaction.bind(db);
    db.transaction = (work) => this.#watch(transaction(this.#guard(work)));
  }

  /** Whether anything was written since this was asked last. */
  hasChanged(): boolean {
    const changes = this.#changes.get()?.changes ?? 0;
    const differs = changes !== this.#seenChanges;
    this.#seenChanges = changes;
    return differs;
  }

  /** What the checks write and take back counts as nothing. */
  forgetChanges(): void {
    this.#seenChanges = this.#changes.get()?.changes ?? 0;
  }

  setFull(isFull: boolean): void {
    const pages = Number(this.db.pragma('page_count', { simple: true }));
    this.db.pragma(`max_page_count = ${isFull ? pages : NO_LIMIT}`);
  }

  /** Does something that a full disk must not stop: what only looks. */
  withRoom<T>(look: () => T): T {
    const most = Number(this.db.pragma('max_page_count', { simple: true }));
    this.db.pragma(`max_page_count = ${NO_LIMIT}`);
    try {
      return look();
    } finally {
      this.db.pragma(`max_page_count = ${most}`);
    }
  }

  /** The work of a transaction; at the end of it the process may die, so that nothing of it stays. */
  #guard<Work extends object>(work: Work): Work {
    return new Proxy(work, {
      apply: (target, self, args) => {
        const result: unknown = Reflect.apply(callable(target), self, args);
        if (this.death?.before === true && this.death.commits === 0) throw new PowerCut();
        return result;
      },
    });
  }

  /** A transaction's variants (`immediate` and the others); after the commit the process may die. */
  #watch<Transaction extends object>(transaction: Transaction): Transaction {
    // Its variants cannot be replaced, so a heir of it stands in: it cannot be called without naming one.
    const heir: Transaction = Object.create(transaction);
    return new Proxy(heir, {
      get: (_heir, key) => {
        const variant: unknown = Reflect.get(transaction, key);
        if (typeof variant !== 'function') return variant;
        return (...args: unknown[]) => this.#commit(() => Reflect.apply(variant, transaction, args));
      },
    });
  }

  #commit(run: () => unknown): unknown {
    const isOutermost = !this.db.inTransaction;
    try {
      const result = run();
      if (isOutermost && this.death !== undefined) {
        if (this.death.commits === 0) throw new PowerCut();
        this.death.commits -= 1;
      }
      return result;
    } catch (error) {
      if (error instanceof PowerCut && isOutermost) this.#onDeath();
      throw error;
    }
  }
}

function callable(value: object): (...args: unknown[]) => unknown {
  if (typeof value === 'function') return (...args) => Reflect.apply(value, undefined, args);
  throw new TypeError('This is not a function.');
}
