import { setTimeout as wait } from 'node:timers/promises';
import { RemoteStore } from '../remote/remote-store.ts';
import type { Store } from '../store.ts';
import { openLine, postgresDriver } from './postgres-driver.ts';
import type { PostgresOptions } from './postgres-options.ts';
import { prepareDatabase } from './prepare-database.ts';
import { orRefused } from './refused.ts';

/** How long work that failed before its commit is begun anew, in milliseconds. */
const PATIENCE_MS = 2_000;
/** How long PostgreSQL is asked what became of a commit, in milliseconds. */
const OUTCOME_WITHIN_MS = 10_000;

/** Large tables that get a new column or index, or another process that does that, take as long as they take. */
const PREPARE_WITHIN_MS = 24 * 3_600_000;

/**
 * The storage on PostgreSQL. Brings its tables up to date first.
 * @throws StorageFailure where PostgreSQL cannot be reached now; Error, with what to do, where it never will be
 */
export async function openPostgresStore(options: PostgresOptions): Promise<Store> {
  await orRefused(() => prepare(options));
  return new RemoteStore({
    driver: postgresDriver(options),
    connections: options.connections,
    waitMs: options.statementTimeoutMs,
    patienceMs: options.patienceMs ?? PATIENCE_MS,
    outcomeWithinMs: OUTCOME_WITHIN_MS,
    now: Date.now,
    elapsed: () => performance.now(),
    wait: (milliseconds) => wait(milliseconds),
  });
}

async function prepare(options: PostgresOptions): Promise<void> {
  const line = await openLine(options, PREPARE_WITHIN_MS);
  try {
    await prepareDatabase(line, options);
  } finally {
    await line.close();
  }
}
