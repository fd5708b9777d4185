import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { StatsSample } from '@holdfast/shared/protocol/stats.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { Outside } from '../sync/outside.ts';
import type { Sums } from './tally.ts';

const EVERY_MS = 10_000;
/** An hour of them. */
const MOST_KEPT = 360;
/** How often the event loop is looked at, in milliseconds; what comes later than that is its lag. */
const RESOLUTION_MS = 20;
const NANOSECONDS = 1e6;

export interface SamplerOptions {
  readonly outside: Outside;
  readonly sums: () => Sums;
  readonly connections: () => number;
}

/** Where the sums stood at a moment, in milliseconds. */
interface Mark {
  readonly sums: Sums;
  readonly elapsed: number;
}

/** What was measured of late: a sample each ten seconds, and the last hour of them. */
export class Sampler {
  readonly #options: SamplerOptions;
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  readonly #kept: StatsSample[] = [];
  readonly #stopTimer: () => void;
  /** Where the sums stood at the last sample, and at the one before. */
  #last: Mark;
  #before: Mark;

  constructor(options: SamplerOptions) {
    this.#options = options;
    this.#last = this.#mark();
    this.#before = this.#last;
    this.#delay.enable();
    this.#stopTimer = options.outside.every(EVERY_MS, () => this.#keep());
  }

  /** The samples that are kept, oldest first. */
  get history(): readonly StatsSample[] {
    return this.#kept;
  }

  /** What was measured in the last ten to twenty seconds. */
  now(): StatsSample {
    return this.#since(this.#before);
  }

  stop(): void {
    this.#stopTimer();
    this.#delay.disable();
  }

  #since(before: Mark): StatsSample {
    const { sums, elapsed } = this.#mark();
    const seconds = Math.max((elapsed - before.elapsed) / 1000, 0.001);
    const since = (name: keyof Sums): number => sums[name] - before.sums[name];
    const messages = since('messages');
    return {
      at: formatTime(this.#options.outside.now()),
      connections: this.#options.connections(),
      messagesPerSecond: messages / seconds,
      mutationsPerSecond: since('mutations') / seconds,
      meanLatencyMs: messages === 0 ? 0 : since('latencyMs') / messages,
      errorRate: messages === 0 ? 0 : since('errors') / messages,
      eventLoopLagMs: this.#lag(),
      memoryBytes: process.memoryUsage.rss(),
    };
  }

  #keep(): void {
    this.#kept.push(this.#since(this.#last));
    if (this.#kept.length > MOST_KEPT) this.#kept.shift();
    this.#before = this.#last;
    this.#last = this.#mark();
    this.#delay.reset();
  }

  #mark(): Mark {
    return { sums: this.#options.sums(), elapsed: this.#options.outside.elapsed() };
  }

  /** The mean; 0 before the first look. */
  #lag(): number {
    if (this.#delay.count === 0) return 0;
    return Math.max(0, this.#delay.mean / NANOSECONDS - RESOLUTION_MS);
  }
}
