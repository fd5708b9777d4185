import type { Logger } from 'pino';
import type { Store } from '../../store/store.ts';
import type { CommitQueue } from '../../sync/commit-queue.ts';
import { MinuteWatch } from '../../sync/minute-watch.ts';
import type { Outside } from '../../sync/outside.ts';
import type { Arrivals } from '../arrivals/arrivals.ts';
import type { Room } from '../arrivals/room.ts';
import type { FileSettings } from '../file-settings.ts';
import type { ByteHome } from '../home/byte-home.ts';
import { sweepMissing } from './sweep-missing.ts';
import { sweepParts } from './sweep-parts.ts';
import { sweepRemoved } from './sweep-removed.ts';
import { sweepUnnamed } from './sweep-unnamed.ts';
import { sweepWaiting } from './sweep-waiting.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface SweepOptions {
  readonly store: Store;
  readonly queue: CommitQueue;
  readonly outside: Pick<Outside, 'now' | 'every'>;
  readonly log: Logger;
  readonly home: ByteHome;
  readonly arrivals: Arrivals;
  readonly room: Room;
  readonly settings: FileSettings;
}

/**
 * Puts bytes and rows in order, at the start and each hour: what was cut short is finished, uploads that nobody
 * goes on with and files that were taken away long ago go. At the start and each day all files are looked at,
 * both ways: bytes that nothing names, and rows whose bytes are gone.
 */
export class FileSweep {
  readonly #options: SweepOptions;
  readonly #minutes: MinuteWatch;
  #sweptAt = Number.NEGATIVE_INFINITY;
  #walkedAt = Number.NEGATIVE_INFINITY;

  constructor(options: SweepOptions) {
    this.#options = options;
    this.#minutes = new MinuteWatch({
      ...options,
      look: () => this.#lookIfDue(),
      failed: 'files were not put in order',
    });
  }

  start(): void {
    this.#minutes.start();
  }

  async stop(): Promise<void> {
    await this.#minutes.stop();
  }

  /** Puts all in order that is due by now. */
  async look(): Promise<void> {
    const now = this.#options.outside.now();
    await sweepParts(this.#options, now);
    await sweepRemoved(this.#options, now);
    if (Math.abs(now - this.#walkedAt) < DAY_MS) return;
    await sweepMissing(this.#options);
    await sweepWaiting(this.#options);
    await sweepUnnamed(this.#options, now);
    await this.#options.room.count();
    this.#walkedAt = now;
  }

  async #lookIfDue(): Promise<void> {
    const now = this.#options.outside.now();
    if (Math.abs(now - this.#sweptAt) < HOUR_MS) return;
    await this.look();
    this.#sweptAt = now;
  }
}
