import type { LeaseRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { type ReadWork, readStore, type WriteWork, writeStore } from '../store/work.ts';
import type { Outside } from './outside.ts';

/** What one process does at a time for all: clocks and sweeps, and deleting what has grown old. */
export type LeaseName = 'clocks' | 'pruning';

/** A lease lasts so long from when it was taken; its process asks once a minute and so keeps it. In milliseconds. */
export const LEASE_MS = 90_000;
/** Whoever says that they have one for longer says so by a clock that is ahead of ours. */
const LONGEST_MS = 4 * LEASE_MS;
/** With less than this left it is taken anew. */
const RENEW_MS = (LEASE_MS * 3) / 4;

export interface LeasesOptions {
  readonly store: Store;
  readonly outside: Pick<Outside, 'now'>;
  /** The name of this process among all that use the data. */
  readonly holder: string;
  /** Whether other processes serve the same data. Alone, it takes none, and only minds who else has one. */
  readonly isShared: boolean;
}

/**
 * Which jobs are this process's own. Leases are kept with the data, so that they hold whatever else is down;
 * one whose process ended runs out. Every such job may be done twice without harm: a lease spares work, and
 * where a job must not go on (`mayDo`) it asks in its own transaction.
 */
export class Leases {
  readonly #options: LeasesOptions;
  /** Those that were taken here, even if they have run out. */
  readonly #taken = new Set<LeaseName>();

  constructor(options: LeasesOptions) {
    this.#options = options;
  }

  /** Whether a job is ours now; takes it where nobody has it. */
  async holds(name: LeaseName): Promise<boolean> {
    const { store, isShared } = this.#options;
    const known = await store.read(() => readStore((tx) => tx.lease(name)));
    if (this.#isOthers(known)) return false;
    if (!isShared || this.#isFresh(known)) return true;
    const isOurs = await store.write(() => this.#take(name));
    if (isOurs) this.#taken.add(name);
    return isOurs;
  }

  /** Whether nobody else has a job, as the transaction sees it that asks. */
  *mayDo(name: LeaseName): ReadWork<boolean> {
    return !this.#isOthers(yield* readStore((tx) => tx.lease(name)));
  }

  /** Lets others have at once what was taken here. */
  async giveBack(): Promise<void> {
    const names = [...this.#taken];
    this.#taken.clear();
    if (names.length > 0) await this.#options.store.write(() => this.#end(names));
  }

  /** Somebody else may have been faster since it was read. */
  *#take(name: LeaseName): WriteWork<boolean> {
    if (!(yield* this.mayDo(name))) return false;
    const { holder, outside } = this.#options;
    yield* writeStore((tx) => tx.putLease({ name, holder, until: outside.now() + LEASE_MS }));
    return true;
  }

  *#end(names: readonly LeaseName[]): WriteWork<void> {
    const { holder } = this.#options;
    for (const name of names) {
      const known = yield* readStore((tx) => tx.lease(name));
      if (known?.holder === holder) yield* writeStore((tx) => tx.putLease({ name, holder, until: 0 }));
    }
  }

  #isOthers(lease: LeaseRecord | undefined): boolean {
    const { holder } = this.#options;
    return lease !== undefined && lease.holder !== holder && this.#leftOf(lease) > 0;
  }

  #isFresh(lease: LeaseRecord | undefined): boolean {
    const { holder } = this.#options;
    return lease?.holder === holder && this.#leftOf(lease) > RENEW_MS;
  }

  /** For how long somebody has it, in milliseconds; not at all where that cannot be, after a clock was set back. */
  #leftOf({ until }: LeaseRecord): number {
    const left = until - this.#options.outside.now();
    return left > LONGEST_MS ? 0 : left;
  }
}
