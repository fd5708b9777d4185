import type { IncomingMessage } from 'node:http';
import { type ErrorCode, HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Logger } from 'pino';
import type { Cluster } from '../cluster/cluster.ts';
import type { Config } from '../config.ts';
import type { ClientAddressOf } from '../http/client-address.ts';
import { isAllowedOrigin } from '../http/origins.ts';
import { type IsPlain, plainRefused } from '../http/plain-http.ts';
import type { Outside } from '../sync/outside.ts';
import { RefusedHandshakes } from './refused-handshakes.ts';
import type { Strangers } from './strangers.ts';
import type { Suspicions } from './suspicions.ts';
import { TokenBuckets } from './token-bucket.ts';

/** How long somebody should wait where there is no place, in milliseconds. */
export const FULL_RETRY_MS = 5_000;

/** So many lines may be open that have not been let in yet: a share of what may be in, and at least. */
const STRANGER_SHARE = 0.1;
const STRANGERS = 100;

/** What happens to good clients too weighs less: a whole office may come back with tokens that ran out. */
const HONEST_WEIGHT = 0.1;
const honest: ReadonlySet<ErrorCode> = new Set([
  'TOKEN_EXPIRED',
  'SERVER_BUSY',
  'RATE_LIMIT_EXCEEDED',
  'UPGRADE_REQUIRED',
  'UNKNOWN_ERROR',
]);

/** So many bad tokens a minute from one address look like an attack. */
const BAD_TOKENS_PER_MINUTE = 10;

export interface HandshakeGateOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly outside: Outside;
  readonly suspicions: Suspicions;
  readonly clientAddressOf: ClientAddressOf;
  readonly isPlain: IsPlain;
  readonly strangers: Strangers;
  readonly cluster: Pick<Cluster, 'bus'>;
}

/**
 * Looks at who opens a line before anything is spent on it: no token is checked and nothing is read.
 * Whoever was refused too often from an address has to wait, longer each time.
 */
export class HandshakeGate {
  readonly #options: HandshakeGateOptions;
  readonly #refused: RefusedHandshakes;
  readonly #badTokens: TokenBuckets;

  constructor(options: HandshakeGateOptions) {
    this.#options = options;
    const { outside, config } = options;
    this.#refused = new RefusedHandshakes({
      perMinute: config.refusedHandshakesPerMinutePerAddress,
      outside,
      bus: options.cluster.bus,
    });
    this.#badTokens = new TokenBuckets(BAD_TOKENS_PER_MINUTE, BAD_TOKENS_PER_MINUTE / 60, outside.now);
  }

  /** Why this request may not open a line; nothing if it may. */
  check(request: IncomingMessage): HoldfastError | undefined {
    const { config, isPlain, clientAddressOf } = this.#options;
    const address = clientAddressOf(request);
    const heldMs = this.#refused.heldFor(address);
    if (heldMs > 0) return waitError('Too many refused connections from your address.', heldMs);
    if (isPlain(request)) return plainRefused();
    if (!isAllowedOrigin(request, config.allowedOrigins)) {
      return new HoldfastError('AUTHORIZATION_FAILED', 'This page may not use the server.', {
        reason: 'origin',
      });
    }
    return this.#checkRoom(address);
  }

  /** A handshake from there was refused after the gate. */
  refused(address: string, code: ErrorCode): void {
    const { suspicions } = this.#options;
    if (code === 'AUTHENTICATION_FAILED' && this.#badTokens.take(address, 1) > 0) {
      suspicions.note({
        kind: 'bad-tokens',
        address,
        what: 'Many connections with tokens that are not good.',
      });
    }
    const heldMs = this.#refused.add(address, honest.has(code) ? HONEST_WEIGHT : 1);
    if (heldMs === 0) return;
    this.#options.log.warn({ address, heldMs }, 'an address is held for its refused handshakes');
    const what = `Too many refused connections: no more from there for ${Math.ceil(heldMs / 1000)} s.`;
    suspicions.note({ kind: 'bad-tokens', address, what });
  }

  sweep(): void {
    this.#refused.sweep();
    this.#badTokens.sweep();
  }

  #checkRoom(address: string): HoldfastError | undefined {
    const { config, strangers } = this.#options;
    if (strangers.size >= strangersBeside(config.maxConnections)) {
      return new HoldfastError('SERVER_BUSY', 'The server takes no more connections right now.', {
        retryAfterMs: FULL_RETRY_MS,
      });
    }
    if (strangers.from(address) < strangersBeside(config.maxConnectionsPerAddress)) return undefined;
    return waitError('Too many connections from your address.', FULL_RETRY_MS);
  }
}

/** The error for somebody who has to come back later. */
function waitError(message: string, retryAfterMs: number): HoldfastError {
  return new HoldfastError('RATE_LIMIT_EXCEEDED', message, { reason: 'connections', retryAfterMs });
}

function strangersBeside(limit: number): number {
  return Math.max(STRANGERS, limit * STRANGER_SHARE);
}
