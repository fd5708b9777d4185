import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { replyOf } from '../realtime/answer-event.ts';
import type { Suspicions } from '../realtime/suspicions.ts';
import { TokenBuckets } from '../realtime/token-bucket.ts';
import type { Outside } from '../sync/outside.ts';

const SWEEP_MS = 60_000;
/** Who goes on so many times longer than the allowance, although told to stop, is cut. */
const PATIENCE = 10;

export interface EventRefusalsOptions {
  readonly config: { readonly eventsPerMinute: number };
  readonly outside: Outside;
  readonly suspicions: Pick<Suspicions, 'note'>;
}

/** Where an event of a bot came from. */
export interface BotLine {
  readonly socketId: string;
  readonly address: string;
}

/** Refuses an event of a bot, with an answer where its sender wants one. Says whether the bot is to be cut. */
export type RefuseEvent = (from: BotLine, args: readonly unknown[]) => boolean;

/** Bots only listen: whatever they send is refused, too much of it with the time to wait, and a flood is cut. */
export class EventRefusals {
  readonly #allowance: TokenBuckets;
  readonly #patience: TokenBuckets;
  readonly #suspicions: EventRefusalsOptions['suspicions'];
  readonly #stopTimer: () => void;

  constructor({ config, outside, suspicions }: EventRefusalsOptions) {
    const perMinute = (count: number) => new TokenBuckets(count, count / 60, outside.now);
    this.#allowance = perMinute(config.eventsPerMinute);
    this.#patience = perMinute(config.eventsPerMinute * PATIENCE);
    this.#suspicions = suspicions;
    this.#stopTimer = outside.every(SWEEP_MS, () => {
      this.#allowance.sweep();
      this.#patience.sweep();
    });
  }

  refuse: RefuseEvent = ({ socketId, address }, args) => {
    const retryAfterMs = this.#allowance.take(socketId, 1);
    replyOf(args)?.({ ok: false, error: errorFor(retryAfterMs).toWire() });
    if (this.#patience.take(socketId, 1) === 0) return false;
    const what = 'A bot was cut: it went on with events that were refused.';
    this.#suspicions.note({ kind: 'refused-events', address, what });
    return true;
  };

  stop(): void {
    this.#stopTimer();
  }
}

function errorFor(retryAfterMs: number): HoldfastError {
  if (retryAfterMs === 0) return new HoldfastError('AUTHORIZATION_FAILED', 'Bots only listen here.');
  return new HoldfastError('RATE_LIMIT_EXCEEDED', 'Bots only listen here. Stop sending.', { retryAfterMs });
}
