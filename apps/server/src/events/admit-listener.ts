import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { outsideHandshakeSchema } from '@holdfast/shared/protocol/outside-events.ts';
import { guardPayload } from '../realtime/payload-guard.ts';
import type { ApiTokenRecord } from '../store/records.ts';
import type { ApiTokens } from './api-tokens.ts';
import type { Listener, Listeners } from './listeners.ts';

const HANDSHAKE_BYTES = 4 * 1024;

/** How long a refused bot should wait before it tries again, in milliseconds. */
export const FULL_RETRY_MS = 5_000;

/**
 * The token of a bot that connects with `auth: { token }`.
 * @throws INVALID_MESSAGE, PAYLOAD_TOO_LARGE, AUTHENTICATION_FAILED
 */
export async function checkListener(auth: unknown, apiTokens: ApiTokens): Promise<ApiTokenRecord> {
  guardPayload(auth, HANDSHAKE_BYTES);
  const parsed = outsideHandshakeSchema.safeParse(auth);
  if (parsed.success) return apiTokens.check(parsed.data.token);
  throw new HoldfastError('INVALID_MESSAGE', 'Connect with auth: { token }, an API token.', {
    cause: parsed.error,
  });
}

/** How many connections a token, and an address, may have. */
export interface ListenerLimits {
  readonly maxConnectionsPerUser: number;
  readonly maxConnectionsPerAddress: number;
}

/** @throws RATE_LIMIT_EXCEEDED (`connections`) for one connection more than there may be */
export function requireRoom(
  { token, address }: Listener,
  listeners: Listeners,
  limits: ListenerLimits,
): void {
  const isOver =
    listeners.ofToken(token.id) >= limits.maxConnectionsPerUser ||
    listeners.ofAddress(address) >= limits.maxConnectionsPerAddress;
  if (!isOver) return;
  throw new HoldfastError('RATE_LIMIT_EXCEEDED', 'There are too many connections. Close one.', {
    reason: 'connections',
    retryAfterMs: FULL_RETRY_MS,
  });
}
