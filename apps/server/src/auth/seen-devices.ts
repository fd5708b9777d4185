import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';
import type { Outside } from '../sync/outside.ts';
import { noteSeen } from './note-seen.ts';

/** Devices that came within so long are noted together, in milliseconds. */
const GATHER_MS = 1_000;

export interface SeenDevicesOptions {
  readonly store: Store;
  readonly log: Logger;
  readonly outside: Pick<Outside, 'now' | 'every'>;
}

/**
 * Keeps when devices were there. Ten thousand that come back at once are a few transactions: one for each
 * would hold up everybody's changes. Nobody waits for it, and little is lost where it fails.
 */
export class SeenDevices {
  readonly #options: SeenDevicesOptions;
  #seen = new Map<string, number>();
  #stopTimer: (() => void) | undefined;
  #noting: Promise<void> = Promise.resolve();

  constructor(options: SeenDevicesOptions) {
    this.#options = options;
  }

  /** The device of a session is there now. */
  note(sessionId: string): void {
    const { now, every } = this.#options.outside;
    this.#seen.set(sessionId, now());
    this.#stopTimer ??= every(GATHER_MS, () => this.#putSoon());
  }

  /** Writes what has not been written yet. */
  async stop(): Promise<void> {
    this.#putSoon();
    await this.#noting;
  }

  #putSoon(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    const seen = this.#seen;
    this.#seen = new Map();
    this.#noting = this.#noting.then(() => this.#put(seen));
  }

  async #put(seen: ReadonlyMap<string, number>): Promise<void> {
    const { store, log } = this.#options;
    try {
      await noteSeen(store, seen);
    } catch (error) {
      log.warn({ err: error, devices: seen.size }, 'it was not noted that devices were seen');
    }
  }
}
