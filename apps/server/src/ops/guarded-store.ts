import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  circuitBreaker,
  handleType,
} from 'cockatiel';
import type { Logger } from 'pino';
import { NOT_REACHED } from '../store/opening-store.ts';
import { StorageFailure, type Store } from '../store/store.ts';
import { type ReadWork, readStore, type WriteWork, writeStore } from '../store/work.ts';
import type { Outside } from '../sync/outside.ts';
import { RecentFailures } from './recent-failures.ts';

/** So many failures within so many milliseconds open the circuit. */
const FAILURES = 3;
const WITHIN_MS = 10_000;
/** How long an open circuit answers by itself before one try is let through, in milliseconds. */
const OPEN_MS = 2_000;
const PROBE_EVERY_MS = 500;

/** The code of the failure while the database is not asked at all. */
export const CIRCUIT_OPEN = 'CIRCUIT_OPEN';

export interface GuardedStoreOptions {
  readonly store: Store;
  readonly outside: Outside;
  readonly log: Logger;
}

/** Which of the two uses of the database works. */
export interface StoreHealth {
  readonly reading: boolean;
  readonly writing: boolean;
}

/**
 * A store behind two circuit breakers, one for writing and one for reading: where the disk is full,
 * reads go on. While a circuit is open, whoever asks learns at once when to come back, instead of
 * waiting for a database that fails. It closes by itself: a probe tries again and again, so that it
 * closes also where nobody asks any more. Errors that the work throws itself are no failures.
 */
export class GuardedStore implements Store {
  readonly #store: Store;
  readonly #reading: CircuitBreakerPolicy;
  readonly #writing: CircuitBreakerPolicy;
  readonly #stopTimer: () => void;
  /** Which uses are being probed: a database across the network may take long to fail. */
  readonly #probed = new Set<keyof StoreHealth>();

  constructor({ store, outside, log }: GuardedStoreOptions) {
    this.#store = store;
    this.#reading = breaker('reading', outside, log);
    this.#writing = breaker('writing', outside, log);
    this.#stopTimer = outside.every(PROBE_EVERY_MS, () => this.#probe());
  }

  get health(): StoreHealth {
    return { reading: isClosed(this.#reading), writing: isClosed(this.#writing) };
  }

  /** @throws StorageFailure, with the time to come back while the circuit is open */
  write<T>(work: () => WriteWork<T>): Promise<T> {
    return guarded(this.#writing, () => this.#store.write(work));
  }

  /** @throws StorageFailure, with the time to come back while the circuit is open */
  read<T>(work: () => ReadWork<T>): Promise<T> {
    return guarded(this.#reading, () => this.#store.read(work));
  }

  check(): Promise<readonly string[]> {
    return this.#store.check();
  }

  close(): Promise<void> {
    this.#stopTimer();
    return this.#store.close();
  }

  #probe(): void {
    this.#probeOnce('reading', () => this.read(readAnything));
    this.#probeOnce('writing', () => this.write(writeAnything));
  }

  #probeOnce(use: keyof StoreHealth, run: () => Promise<void>): void {
    if (this.health[use] || this.#probed.has(use)) return;
    this.#probed.add(use);
    // The breaker logs what comes of it.
    const done = (): boolean => this.#probed.delete(use);
    run().then(done, done);
  }
}

function breaker(use: string, { elapsed }: Outside, log: Logger): CircuitBreakerPolicy {
  const policy = circuitBreaker(handleType(StorageFailure, isFailing), {
    breaker: new RecentFailures(FAILURES, WITHIN_MS, elapsed),
    halfOpenAfter: OPEN_MS,
  });
  policy.onBreak((reason) => {
    const err = 'error' in reason ? reason.error : undefined;
    log.error({ err, use }, 'the database fails and is left alone for a while');
  });
  policy.onReset(() => log.warn({ use }, 'the database works again'));
  return policy;
}

/** Data that is not open yet has not failed. */
function isFailing({ code }: StorageFailure): boolean {
  return code !== NOT_REACHED;
}

async function guarded<T>(policy: CircuitBreakerPolicy, run: () => Promise<T>): Promise<T> {
  try {
    return await policy.execute(run);
  } catch (error) {
    if (error instanceof BrokenCircuitError) throw new StorageFailure(CIRCUIT_OPEN, error, OPEN_MS);
    throw error;
  }
}

function isClosed(policy: CircuitBreakerPolicy): boolean {
  return policy.state === CircuitState.Closed;
}

function* readAnything(): ReadWork<void> {
  yield* readStore((tx) => tx.version());
}

/** Writes what is there already: it takes the disk, and changes nothing. */
function* writeAnything(): WriteWork<void> {
  const version = yield* writeStore((tx) => tx.lockVersion());
  yield* writeStore((tx) => tx.putVersion(version));
}
