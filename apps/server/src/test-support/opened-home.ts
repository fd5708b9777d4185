import type { Store } from '../store/store.ts';
import type { ReadTransaction } from '../store/transaction.ts';
import { readStore, writeStore } from '../store/work.ts';

/** A home of the storage, opened on new data; `reopen` closes it and opens the same data again. */
export interface OpenedHome {
  readonly store: Store;
  reopen(): Promise<Store>;
}

type Call<T> = Parameters<typeof writeStore<T>>[0];

/** Makes one call in a transaction of its own. */
export const write = <T>(store: Store, call: Call<T>) => store.write(() => writeStore(call));
/** Makes one call in a snapshot of its own. */
export const read = <T>(store: Store, call: (tx: ReadTransaction) => T | Promise<T>) =>
  store.read(() => readStore(call));
