import type { ReadWork, WriteWork } from './work.ts';

/**
 * The server's storage, whatever its home. Work is given as a function, because a home may have to
 * begin it again after a failure of the connection, in which case nothing of the first try remains.
 */
export interface Store {
  /**
   * Runs work in one transaction that is durable when the promise resolves. If it throws, nothing was written.
   * @throws StorageFailure when the database itself fails
   */
  write<T>(work: () => WriteWork<T>): Promise<T>;
  /** Runs work in one read-only snapshot. */
  read<T>(work: () => ReadWork<T>): Promise<T>;
  /** Checks the whole database. Gives what is wrong; nothing if all is well. */
  check(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** The database failed (disk full, locked, broken): nobody's fault who asked, worth trying again later. */
export class StorageFailure extends Error {
  readonly code: string;
  /** When it is worth to try again, in milliseconds, where that is known. */
  readonly retryAfterMs: number | undefined;

  constructor(code: string, cause: unknown, retryAfterMs?: number) {
    super(`The database failed (${code}).`, { cause });
    this.name = 'StorageFailure';
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}
