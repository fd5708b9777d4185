import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { type RefreshResponse, refreshTokenEventSchema } from '@holdfast/shared/protocol/session.ts';
import type { CheckedToken } from '../auth/access-token.ts';
import { liveSession } from '../auth/sessions.ts';
import type { Store } from '../store/store.ts';
import type { ReadWork } from '../store/work.ts';
import type { Connection } from '../sync/connections.ts';
import type { Outside } from '../sync/outside.ts';
import { activePerson } from '../sync/person.ts';
import { type Answerer, type AnswerOptions, answering } from './answer-event.ts';
import type { HandshakeOptions } from './check-handshake.ts';
import type { EventLimits } from './event-limits.ts';

export interface SessionEventsOptions {
  readonly answer: AnswerOptions;
  readonly store: Store;
  readonly outside: Outside;
  readonly limits: EventLimits;
  readonly tokens: HandshakeOptions['tokens'];
}

/**
 * `session:refresh`: takes a new access token for the open connection. Only one of the same session and
 * person; an older one than the present changes nothing.
 */
export function answerRefresh(options: SessionEventsOptions): Answerer {
  const { store, outside, limits, tokens } = options;
  return answering(
    'session:refresh',
    {
      schema: refreshTokenEventSchema,
      handle: async (connection, { token }): Promise<RefreshResponse> => {
        limits.takeEvent(connection.id);
        const checked = await tokens.verify(token);
        requireSame(connection, checked);
        const now = outside.now();
        await store.read(() => requireLive(checked, now));
        connection.expiresAt = Math.max(connection.expiresAt, checked.expiresAt);
        return { expiresInMs: Math.max(0, connection.expiresAt - now) };
      },
    },
    options.answer,
  );
}

function requireSame(connection: Connection, { userId, sessionId }: CheckedToken): void {
  if (userId === connection.userId && sessionId === connection.sessionId) return;
  throw new HoldfastError('AUTHORIZATION_FAILED', 'This token belongs to another sign-in.', {
    reason: 'client',
  });
}

function* requireLive({ userId, sessionId }: CheckedToken, now: number): ReadWork<void> {
  yield* liveSession(sessionId, now);
  yield* activePerson(userId);
}
