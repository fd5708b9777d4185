import { z } from 'zod';
import type { Bus } from '../cluster/cluster.ts';
import { TokenBuckets } from '../realtime/token-bucket.ts';
import type { Outside } from '../sync/outside.ts';
import { InOrder } from './in-order.ts';

/** How often others are told what was taken here, in milliseconds. */
const TELL_EVERY_MS = 1_000;

const tookSchema = z.object({
  number: z.number(),
  taken: z.array(z.tuple([z.string(), z.number().positive()])),
});

export interface SharedBucketsOptions {
  /** What is taken, so that two of them are not told of each other's. */
  readonly name: string;
  readonly capacity: number;
  readonly perSecond: number;
  readonly bus: Bus;
  readonly outside: Pick<Outside, 'now' | 'every'>;
}

/**
 * Buckets that are emptied by use in all processes. Each decides at once by its own, and tells the others each second
 * what was taken: somebody may take more for a second, and waits longer for it then. What is lost on the way only
 * lets somebody take more.
 */
export class SharedBuckets {
  readonly #kind: string;
  readonly #bus: Bus;
  readonly #buckets: TokenBuckets;
  /** Since others were told. */
  readonly #taken = new Map<string, number>();
  readonly #order = new InOrder();
  readonly #stopTimer: () => void;

  constructor({ name, capacity, perSecond, bus, outside }: SharedBucketsOptions) {
    this.#kind = `took-${name}`;
    this.#bus = bus;
    this.#buckets = new TokenBuckets(capacity, perSecond, outside.now);
    bus.on(this.#kind, tookSchema, ({ number, taken }, from) => {
      if (!this.#order.isNew(from, number)) return;
      for (const [key, count] of taken) this.#buckets.charge(key, count);
    });
    this.#stopTimer = outside.every(TELL_EVERY_MS, () => this.#tell());
  }

  /** Takes so many tokens, and gives 0; or takes none and gives the milliseconds until they would be there. */
  take(key: string, count: number): number {
    const wait = this.#buckets.take(key, count);
    if (wait === 0) this.#taken.set(key, (this.#taken.get(key) ?? 0) + count);
    return wait;
  }

  /** Forgets buckets that are full again. */
  sweep(): void {
    this.#buckets.sweep();
  }

  stop(): void {
    this.#stopTimer();
  }

  #tell(): void {
    if (this.#taken.size === 0) return;
    this.#bus.tell(this.#kind, { number: this.#order.next(), taken: [...this.#taken] });
    this.#taken.clear();
  }
}
