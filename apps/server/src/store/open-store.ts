import { allModels } from '@holdfast/shared/registry.ts';
import type { Config } from '../config.ts';
import { type OpenFile, openSqliteStore } from './sqlite/sqlite-store.ts';
import type { Store } from './store.ts';

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
  { dataFolder, postgres }: Pick<Config, 'dataFolder' | 'postgres'>,
  { newId, openFile }: OpenStoreOptions,
): Promise<Store> {
  if (postgres !== undefined) throw new Error('This version cannot keep its data in PostgreSQL.');
  return openSqliteStore({ folder: dataFolder, models: allModels, newId, ...(openFile && { openFile }) });
}
