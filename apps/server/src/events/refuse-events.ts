import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { TokenBuckets } from '../realtime/token-bucket.ts';
import type { Outside } from '../sync/outside.ts';

const SWEEP_MS = 60_000;

/** Refuses an event of a bot, with an answer where its sender wants one. */
export type RefuseEvent = (socketId: string, args: readonly unknown[]) => void;

/** Bots only listen: whatever they send is refused, and too much of it with the time to wait. */
export class EventRefusals {
  readonly #buckets: TokenBuckets;
  readonly #stopTimer: () => void;

  constructor({ eventsPerMinute }: { readonly eventsPerMinute: number }, outside: Outside) {
    this.#buckets = new TokenBuckets(eventsPerMinute, eventsPerMinute / 60, outside.now);
    this.#stopTimer = outside.every(SWEEP_MS, () => this.#buckets.sweep());
  }

  refuse: RefuseEvent = (socketId, args) => {
    const reply = args.at(-1);
    if (typeof reply !== 'function') return;
    const retryAfterMs = this.#buckets.take(socketId, 1);
    const error =
      retryAfterMs === 0
        ? new HoldfastError('AUTHORIZATION_FAILED', 'Bots only listen here.')
        : new HoldfastError('RATE_LIMIT_EXCEEDED', 'Bots only listen here. Stop sending.', { retryAfterMs });
    reply({ ok: false, error: error.toWire() });
  };

  stop(): void {
    this.#stopTimer();
  }
}
