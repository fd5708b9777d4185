import { allModels } from '@holdfast/shared/registry.ts';
import { afterAll, beforeAll } from 'vitest';
import type { PostgresOptions } from '../store/postgres/postgres-options.ts';
import { PostgresProcess } from './postgres-process.ts';
import { newId } from './test-server.ts';

export interface GivenPostgres {
  readonly process: () => PostgresProcess;
  /** The options of a store on an empty database. */
  readonly newDatabase: (more?: Partial<PostgresOptions>) => Promise<PostgresOptions>;
}

/** One PostgreSQL for all tests of a file, with a new database for each that asks. */
export function givenPostgres(): GivenPostgres {
  let started: PostgresProcess | undefined;
  let count = 0;
  beforeAll(async () => {
    started = await PostgresProcess.start();
  });
  afterAll(() => started?.remove());
  const process = (): PostgresProcess => {
    if (started === undefined) throw new Error('PostgreSQL has not started.');
    return started;
  };
  return {
    process,
    async newDatabase(more) {
      count += 1;
      return optionsOf(await process().database(`test_${count}`), more);
    },
  };
}

/** What a store needs besides the address. */
export function optionsOf(url: string, more: Partial<PostgresOptions> = {}): PostgresOptions {
  const times = { statementTimeoutMs: 10_000, lockTimeoutMs: 5_000 };
  return { url, connections: 4, ...times, models: allModels, newId, ...more };
}
