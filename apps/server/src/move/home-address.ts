import { resolve } from 'node:path';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Config } from '../config.ts';

/** Where data lies or shall lie. */
export type HomeAddress =
  | { readonly kind: 'sqlite'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: string };

/**
 * Reads `postgres://user:password@host:5432/database` or `sqlite:FOLDER`.
 * @throws HoldfastError INVALID_MESSAGE
 */
export function parseHomeAddress(text: string): HomeAddress {
  if (/^postgres(ql)?:\/\/[^/]+\/./.test(text) && URL.canParse(text)) return { kind: 'postgres', url: text };
  if (text.startsWith('sqlite:') && text.length > 'sqlite:'.length) {
    return { kind: 'sqlite', folder: resolve(text.slice('sqlite:'.length)) };
  }
  throw new HoldfastError(
    'INVALID_MESSAGE',
    'Say where to: postgres://user:password@host:5432/database, or sqlite:FOLDER with the data folder.',
  );
}

/** The address without user and password, as it may be shown and kept. */
export function describeHome(address: HomeAddress): string {
  if (address.kind === 'sqlite') return `sqlite:${address.folder}`;
  const { host, pathname } = new URL(address.url);
  return `postgres://${host}${pathname}`;
}

/** Where the settings say that the data lies. */
export function configuredHome({
  postgres,
  dataFolder,
}: Pick<Config, 'postgres' | 'dataFolder'>): HomeAddress {
  return postgres === undefined
    ? { kind: 'sqlite', folder: dataFolder }
    : { kind: 'postgres', url: postgres.url };
}

/** The settings of a server whose data lies there. */
export function configAt<Settings extends Pick<Config, 'postgres' | 'dataFolder' | 'database'>>(
  config: Settings,
  address: HomeAddress,
): Settings {
  return address.kind === 'sqlite'
    ? { ...config, postgres: undefined, dataFolder: address.folder }
    : { ...config, postgres: { url: address.url, ...config.database } };
}
