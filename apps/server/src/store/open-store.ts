import { allModels } from '@holdfast/shared/registry.ts';
import type { Config } from '../config.ts';
import { readPem } from '../http/tls-files.ts';
import { openLine } from './postgres/postgres-driver.ts';
import type { PostgresOptions } from './postgres/postgres-options.ts';
import { inPostgresSnapshot } from './postgres/postgres-snapshot.ts';
import { openPostgresStore } from './postgres/postgres-store.ts';
import { dataBytes } from './sqlite/data-file.ts';
import { inSqliteSnapshot } from './sqlite/sqlite-snapshot.ts';
import { type OpenFile, openSqliteStore } from './sqlite/sqlite-store.ts';
import type { Store } from './store.ts';

/** Where the settings say that the data lies. */
export type DataSettings = Pick<Config, 'dataFolder' | 'postgres'>;

/** The data as it stood at one moment. Several pieces of work may read it, with pauses between them. */
export type Snapshot = Pick<Store, 'read'>;

export interface OpenStoreOptions {
  /** A new id, for the epoch of new data. */
  readonly newId: () => string;
  /** Opens the file of embedded storage; so that a test can give a disk that is full. */
  readonly openFile?: OpenFile | undefined;
}

/**
 * Opens the data where the settings say that it lies: in PostgreSQL, or in a file of the data folder.
 * @throws StorageFailure where PostgreSQL cannot be reached now; Error where the data cannot be used
 */
export async function openStore(
  { dataFolder, postgres }: DataSettings,
  { newId, openFile }: OpenStoreOptions,
): Promise<Store> {
  if (postgres !== undefined) return openPostgresStore(postgresOptions(postgres, newId));
  return openSqliteStore({ folder: dataFolder, models: allModels, newId, ...(openFile && { openFile }) });
}

/**
 * Reads the data as it stands at one moment, for as long as it takes, also while servers write.
 * @throws HoldfastError NOT_FOUND where there is no data yet; StorageFailure
 */
export async function inSnapshot<T>(
  { dataFolder, postgres }: DataSettings,
  use: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  if (postgres === undefined) return inSqliteSnapshot(dataFolder, use);
  return inPostgresSnapshot(postgresOptions(postgres, neverNew), use);
}

/** How much room the data takes where it lies, in bytes. */
export async function dataSize({ dataFolder, postgres }: DataSettings): Promise<number> {
  if (postgres === undefined) return dataBytes(dataFolder);
  const line = await openLine(postgresOptions(postgres, neverNew));
  try {
    const sql = 'SELECT pg_database_size(current_database()) AS bytes';
    return (await line.ask<{ bytes: number }>({ sql })).rows[0]?.bytes ?? 0;
  } finally {
    await line.close();
  }
}

function postgresOptions(postgres: NonNullable<Config['postgres']>, newId: () => string): PostgresOptions {
  const { caFile, ...settings } = postgres;
  const ca = caFile === undefined ? undefined : readPem(caFile, 'HOLDFAST_DATABASE_CA').toString();
  return { ...settings, ca, models: allModels, newId };
}

/** Whoever reads begins no new life of the data. */
function neverNew(): never {
  throw new Error('Reading makes no ids.');
}
