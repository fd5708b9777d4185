import { StorageFailure, type Store } from './store.ts';
import type { ReadWork, WriteWork } from './work.ts';

/** The code of the failure while the data is not open yet. */
export const NOT_REACHED = 'NOT_REACHED';

/** When it is worth to ask again for data that cannot be reached yet, in milliseconds. */
const RETRY_MS = 1_000;

/** A store whose home may not be reached yet when the server starts: until it is opened, all that is asked of it fails. */
export class OpeningStore implements Store {
  readonly #open: () => Promise<Store>;
  #opened: Store | undefined;

  constructor(open: () => Promise<Store>) {
    this.#open = open;
  }

  /**
   * Tries to open it, if it is not open yet.
   * @throws StorageFailure where it cannot be reached now; Error where the data cannot be used
   */
  async open(): Promise<void> {
    this.#opened ??= await this.#open();
  }

  async write<T>(work: () => WriteWork<T>): Promise<T> {
    return this.#required().write(work);
  }

  async read<T>(work: () => ReadWork<T>): Promise<T> {
    return this.#required().read(work);
  }

  async check(): Promise<readonly string[]> {
    return this.#required().check();
  }

  async close(): Promise<void> {
    await this.#opened?.close();
  }

  #required(): Store {
    if (this.#opened !== undefined) return this.#opened;
    throw new StorageFailure(NOT_REACHED, undefined, RETRY_MS);
  }
}
