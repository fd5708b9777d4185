import type { MoveRecord } from '../records.ts';
import { StorageFailure } from '../store.ts';
import type { ReadTransaction, WriteTransaction } from '../transaction.ts';

/** A database across a network. What all of them have in common is in `remote-store.ts`. */
export interface Driver {
  /**
   * Opens a connection that can be used at once.
   * @throws RemoteFailure
   */
  connect(): Promise<RemoteConnection>;
}

/**
 * One connection, on which one transaction runs at a time. Every call throws a RemoteFailure where the database or the
 * way to it fails. Calls whose answer the caller does not need (writes, savepoints) need not wait for it. If one of
 * them turns out to be wrong in itself, the transaction throws a RemoteFailure `late` at a later call or at
 * `commit`: the work is then begun anew in a careful transaction, in which each call waits for its answer.
 */
export interface RemoteConnection {
  /** Whether it is gone, for good. */
  readonly isLost: boolean;
  /** Begins a transaction that reads one snapshot. */
  beginRead(): Promise<ReadTransaction>;
  /** Ends it. Nobody waits for that: what is asked next on this connection comes after it. */
  endRead(): void;
  /** Begins a transaction that writes: it holds the counter, and nothing was read before (S1). */
  beginWrite(isCareful: boolean): Promise<BegunWrite>;
  /**
   * Ends a transaction that writes; durable when the promise resolves. It throws what failed earlier and was not told or
   * was not heeded. If the connection is lost here, nobody knows whether the transaction is durable.
   */
  commit(): Promise<void>;
  /** Ends a transaction that writes and leaves nothing of it. Never throws: where that fails, the connection is lost. */
  rollback(): Promise<void>;
  /** What became of a transaction of another connection that is lost. */
  outcome(transactionId: string): Promise<Outcome>;
  /** Reads the whole database. Gives what is wrong. */
  check(): Promise<readonly string[]>;
  /** Never throws. */
  close(): Promise<void>;
}

export interface BegunWrite {
  /** Names it among all transactions of the database, for as long as somebody may ask for its outcome. */
  readonly id: string;
  /** Whether the data moves or has moved, as it is now that the counter is held. */
  readonly move: MoveRecord | undefined;
  /** `lockVersion` is answered from memory. */
  readonly transaction: WriteTransaction;
}

/** `unknown`: the database cannot tell and never will, for example after another one took its place. */
export type Outcome = 'committed' | 'aborted' | 'in progress' | 'unknown';

/**
 * `lost`: the connection ended, and with it what ran on it. `undone`: the database undid the transaction, and the same
 * work may succeed if it is begun anew at once. `late`: a call was wrong, and nobody waited for its answer. `failed`: it
 * does not help to try again at once.
 */
export type RemoteFault = 'lost' | 'undone' | 'late' | 'failed';

/** The database or the way to it failed. */
export class RemoteFailure extends StorageFailure {
  readonly fault: RemoteFault;

  constructor(fault: RemoteFault, code: string, cause: unknown, retryAfterMs?: number) {
    super(code, cause, retryAfterMs);
    this.name = 'RemoteFailure';
    this.fault = fault;
  }
}
