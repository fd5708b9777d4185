import { allModels } from '@holdfast/shared/registry.ts';
import { onTestFinished } from 'vitest';
import { openSqliteStore, type SqliteOptions } from '../store/sqlite/sqlite-store.ts';
import { tempFolder } from './temp-folder.ts';
import { newId } from './test-server.ts';

/** A store on new data, closed after the test, and the folder that it lies in. */
export function openedStore(options: Pick<SqliteOptions, 'busyTimeoutMs'> = {}) {
  const folder = tempFolder();
  const store = openSqliteStore({ folder, models: allModels, newId, ...options });
  onTestFinished(() => store.close());
  return { store, folder };
}
