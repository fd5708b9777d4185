import { MinuteWatch } from '../../sync/minute-watch.ts';
import { sweepMissing } from './sweep-missing.ts';
import type { SweepOptions } from './sweep-options.ts';
import { sweepParts } from './sweep-parts.ts';
import { sweepRemoved } from './sweep-removed.ts';
import { sweepUnnamed } from './sweep-unnamed.ts';
import { sweepWaiting } from './sweep-waiting.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Puts bytes and rows in order, at the start and each hour: what was cut short is finished, uploads that nobody
 * goes on with and files that were taken away long ago go. At the start and each day all files are looked at,
 * both ways: bytes that nothing names, and rows whose bytes are gone. Of several processes one does that; what lies in
 * the home each of them counts.
 */
export class FileSweep {
  readonly #options: SweepOptions;
  readonly #minutes: MinuteWatch;
  #sweptAt = Number.NEGATIVE_INFINITY;
  #walkedAt = Number.NEGATIVE_INFINITY;
  #countedAt = Number.NEGATIVE_INFINITY;

  constructor(options: SweepOptions) {
    this.#options = options;
    this.#minutes = new MinuteWatch({
      outside: options.outside,
      log: options.log,
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
    this.#walkedAt = now;
  }

  async #lookIfDue(): Promise<void> {
    const { outside, isOurs, room } = this.#options;
    const now = outside.now();
    if (Math.abs(now - this.#countedAt) >= DAY_MS) {
      await room.count();
      this.#countedAt = now;
    }
    if (Math.abs(now - this.#sweptAt) < HOUR_MS) return;
    if (isOurs !== undefined && !(await isOurs())) return;
    await this.look();
    this.#sweptAt = now;
  }
}
