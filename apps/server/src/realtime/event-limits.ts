import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { SharedBuckets } from '../limits/shared-buckets.ts';
import type { Outside } from '../sync/outside.ts';
import { TokenBuckets } from './token-bucket.ts';

const SWEEP_MS = 60_000;

export interface EventLimitOptions {
  readonly eventsPerMinute: number;
  readonly pullsPerMinute: number;
  readonly mutationBurst: number;
  readonly mutationsPerSecond: number;
  readonly outside: Outside;
  readonly cluster: Pick<Cluster, 'bus'>;
}

/** How much may come in: ephemeral events and pulls for each connection, mutations for each person in all processes. */
export class EventLimits {
  readonly #events: TokenBuckets;
  readonly #pulls: TokenBuckets;
  readonly #mutations: SharedBuckets;
  readonly #stopTimer: () => void;

  constructor(options: EventLimitOptions) {
    const { eventsPerMinute, pullsPerMinute, mutationBurst, mutationsPerSecond, outside } = options;
    const { now } = outside;
    this.#events = new TokenBuckets(eventsPerMinute, eventsPerMinute / 60, now);
    this.#pulls = new TokenBuckets(pullsPerMinute, pullsPerMinute / 60, now);
    this.#mutations = new SharedBuckets({
      name: 'mutations',
      capacity: mutationBurst,
      perSecond: mutationsPerSecond,
      bus: options.cluster.bus,
      outside,
    });
    this.#stopTimer = outside.every(SWEEP_MS, () => this.#sweep());
  }

  /** @throws RATE_LIMIT_EXCEEDED with the time to wait */
  takeEvent(connectionId: string): void {
    take(this.#events, connectionId, 1, 'Too many events.');
  }

  /** @throws RATE_LIMIT_EXCEEDED with the time to wait */
  takePull(connectionId: string): void {
    take(this.#pulls, connectionId, 1, 'Too many pulls.');
  }

  /** @throws RATE_LIMIT_EXCEEDED with the time to wait */
  takeMutations(userId: string, count: number): void {
    take(this.#mutations, userId, count, 'Too many changes at once.');
  }

  stop(): void {
    this.#stopTimer();
    this.#mutations.stop();
  }

  #sweep(): void {
    for (const buckets of [this.#events, this.#pulls, this.#mutations]) buckets.sweep();
  }
}

function take(buckets: Pick<TokenBuckets, 'take'>, key: string, count: number, what: string): void {
  const retryAfterMs = buckets.take(key, count);
  if (retryAfterMs === 0) return;
  throw new HoldfastError('RATE_LIMIT_EXCEEDED', `${what} Nothing was changed; wait a little.`, {
    retryAfterMs,
  });
}
