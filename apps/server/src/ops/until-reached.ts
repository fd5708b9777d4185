import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { knownError } from '../sync/busy.ts';

/** How long is waited before it is tried again, in milliseconds. */
const AGAIN_MS = 500;

/**
 * Does what needs the database, again and again for as long as it cannot be reached. Says once that it
 * waits, and why, and once that it waits no more.
 * @throws whatever else went wrong
 */
export async function untilReached(work: () => Promise<void>, log: Logger): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await work();
      if (tries > 1) log.info({ tries }, 'the database is reached');
      return;
    } catch (error) {
      if (knownError(error)?.code !== 'SERVER_BUSY') throw error;
      if (tries === 1) log.warn({ err: error }, 'the database cannot be reached; the server waits for it');
      await wait(AGAIN_MS);
    }
  }
}
