import { type ErrorCode, HoldfastError, type WireError } from '@holdfast/shared/protocol/errors.ts';
import type { Acknowledgement } from '@holdfast/shared/protocol/events.ts';
import type { Connection } from '../sync/connections.ts';
import type { Observer } from '../sync/observer.ts';
import type { Outside } from '../sync/outside.ts';
import { type Answerer, replyOf } from './answer-event.ts';
import type { SuspicionNote, Suspicions } from './suspicions.ts';
import { TokenBuckets } from './token-bucket.ts';

/** So many refused events a minute look like an attack. */
const SUSPICIOUS_PER_MINUTE = 30;
/** Who goes on so many times longer than the allowance, although told to wait, is cut. */
const PATIENCE = 10;

/** What an honest app may be told now and then through no fault of its own. */
const ordinary: ReadonlySet<ErrorCode> = new Set([
  'SERVER_BUSY',
  'CONFLICT',
  'TOKEN_EXPIRED',
  'UNKNOWN_ERROR',
]);

export interface EventGuardOptions {
  readonly eventsPerMinute: number;
  readonly outside: Pick<Outside, 'now'>;
  readonly suspicions: Suspicions;
  readonly observer: Observer;
  readonly drop: (connection: Connection) => void;
}

/**
 * Bounds what events cost that are refused: they are not held to the limits of what they would have
 * done. Above the allowance a connection's events are answered unread; who does not stop then is cut.
 */
export class EventGuard {
  readonly #options: EventGuardOptions;
  readonly #allowance: TokenBuckets;
  readonly #patience: TokenBuckets;
  readonly #suspicious: TokenBuckets;

  constructor(options: EventGuardOptions) {
    this.#options = options;
    const { eventsPerMinute, outside } = options;
    const perMinute = (count: number) => new TokenBuckets(count, count / 60, outside.now);
    this.#allowance = perMinute(eventsPerMinute);
    this.#patience = perMinute(eventsPerMinute * PATIENCE);
    this.#suspicious = perMinute(SUSPICIOUS_PER_MINUTE);
  }

  /** Hands an event on, or refuses it. `answer` is nothing for an event that there is not. */
  take(connection: Connection, answer: Answerer | undefined, args: readonly unknown[]): void {
    const reply = replyOf(args);
    const retryAfterMs = this.#allowance.wait(connection.id, 1);
    if (retryAfterMs > 0) {
      this.#refuse(connection, args, tooMany(retryAfterMs));
    } else if (reply === undefined || answer === undefined) {
      this.#refuse(connection, args, unknownEvent());
    } else {
      const watched = (result: Acknowledgement<object>): void => {
        reply(result);
        if (!result.ok) this.#refused(connection, result.error);
      };
      void answer(connection, [...args.slice(0, -1), watched]);
    }
  }

  sweep(): void {
    for (const buckets of [this.#allowance, this.#patience, this.#suspicious]) buckets.sweep();
  }

  /** Nobody learns of it without an acknowledgement to answer on; it counts all the same. */
  #refuse(connection: Connection, args: readonly unknown[], error: HoldfastError): void {
    replyOf(args)?.({ ok: false, error: error.toWire() });
    this.#options.observer.answered('unread', 0, error.code);
    this.#refused(connection, error.toWire());
  }

  #refused(connection: Connection, { code, reason }: WireError): void {
    if (ordinary.has(code)) return;
    const { id } = connection;
    if (reason === 'client') {
      this.#note(connection, 'forged-id', 'A token of another sign-in was shown on an open connection.');
    }
    this.#allowance.take(id, 1);
    if (this.#suspicious.take(id, 1) > 0) {
      this.#note(
        connection,
        'refused-events',
        `Many events of a connection were refused, the newest with ${code}.`,
      );
    }
    if (this.#patience.take(id, 1) === 0) return;
    this.#note(
      connection,
      'refused-events',
      'A connection was cut: it went on with events that were refused.',
    );
    this.#options.drop(connection);
  }

  #note({ address, userId }: Connection, kind: SuspicionNote['kind'], what: string): void {
    this.#options.suspicions.note({ kind, address, userId, what });
  }
}

function unknownEvent(): HoldfastError {
  return new HoldfastError('INVALID_MESSAGE', 'The server does not know this event.');
}

function tooMany(retryAfterMs: number): HoldfastError {
  return new HoldfastError('RATE_LIMIT_EXCEEDED', 'Too many refused events. Wait a little.', {
    retryAfterMs,
  });
}
