import { type Logger, pino } from 'pino';
import type { Config } from '../config.ts';
import { MovingStore } from '../store/moving-store.ts';
import { type OpenStoreOptions, openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { type Outside, realOutside } from '../sync/outside.ts';
import { followMove } from './follow-move.ts';
import { forgetUrl } from './followed-url.ts';
import { isLeftBehind, requireHere } from './require-here.ts';

type MoveConfig = Pick<Config, 'dataFolder' | 'database' | 'postgres'>;

export interface ServingOptions extends OpenStoreOptions {
  readonly outside: Outside;
  readonly log: Logger;
}

/**
 * Opens the data of the settings, for a command: it waits and goes on where the data goes.
 * @throws HoldfastError CONFLICT where it is elsewhere, and what `openStore` throws
 */
export function openHere(config: MoveConfig, options: OpenStoreOptions): Promise<Store> {
  return openMoving(config, { ...options, outside: realOutside(), log: pino({ level: 'silent' }) });
}

/** Opens the data of the settings, for a server: it goes on where the data goes. Throws what `openHere` throws. */
export async function openServing(config: MoveConfig, options: ServingOptions): Promise<Store> {
  const store = await openMoving(config, options);
  if (await isLeftBehind(config)) {
    const folder = config.dataFolder;
    options.log.warn({ folder }, 'the data folder holds data that was never moved to the database');
  }
  if (config.postgres !== undefined) forgetUrl(config.dataFolder);
  return store;
}

async function openMoving(config: MoveConfig, options: ServingOptions): Promise<Store> {
  const store = await openStore(config, options);
  try {
    await requireHere(store, config);
  } catch (error) {
    await store.close();
    throw error;
  }
  return new MovingStore({ ...options, store, follow: (to) => followMove(to, config, options) });
}
