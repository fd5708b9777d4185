import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Config } from '../config.ts';
import { readPem } from '../http/tls-files.ts';
import { type OpenStoreOptions, openStore } from '../store/open-store.ts';
import { configAt, type HomeAddress } from './home-address.ts';
import type { LineDatabase } from './lines.ts';
import { openPostgresLines } from './postgres-lines.ts';
import { openSqliteLines } from './sqlite-lines.ts';

/** Opens data that is there, as lines. */
export async function openLines(
  address: HomeAddress,
  { database: { caFile } }: Pick<Config, 'database'>,
): Promise<LineDatabase> {
  if (address.kind === 'sqlite') return openSqliteLines(address.folder);
  const ca = caFile === undefined ? undefined : readPem(caFile, 'HOLDFAST_DATABASE_CA').toString();
  return openPostgresLines({ url: address.url, ca });
}

/** Opens the home that data shall move to, with its tables. */
export async function openTarget(
  address: HomeAddress,
  config: Pick<Config, 'dataFolder' | 'database' | 'postgres'>,
  options: OpenStoreOptions,
): Promise<LineDatabase> {
  // It says best why it cannot be used.
  if (address.kind === 'postgres') await (await openLines(address, config)).close();
  const store = await openStore(configAt(config, address), options);
  await store.close();
  return openLines(address, config);
}

/** @throws HoldfastError INVALID_MESSAGE for another folder than that of the settings, in which the files are */
export function requireOwnFolder(folder: string, dataFolder: string): void {
  if (folder === dataFolder) return;
  throw new HoldfastError(
    'INVALID_MESSAGE',
    `The files of the organisation lie in ${dataFolder}, so the data must go there: say --to sqlite:${dataFolder}.`,
  );
}
