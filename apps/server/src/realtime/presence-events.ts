import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { presenceUpdateSchema, typingRequestSchema } from '@holdfast/shared/protocol/presence.ts';
import type { Presence } from '../presence/presence.ts';
import type { Connection } from '../sync/connections.ts';
import { type Answerer, type AnswerOptions, answering } from './answer-event.ts';
import type { EventLimits } from './event-limits.ts';

export interface PresenceEventsOptions {
  readonly answer: AnswerOptions;
  readonly limits: EventLimits;
  readonly presence: Presence;
  /** Whether the connection is let in for good: whoever is not, never leaves, and would be shown on. */
  readonly isWelcome: (connection: Connection) => boolean;
}

/** `presence:update`: what one device says of its person. Whose it is says the connection. */
export function answerPresence(options: PresenceEventsOptions): Answerer {
  const { limits, presence, isWelcome, answer } = options;
  return answering(
    'presence:update',
    {
      schema: presenceUpdateSchema,
      handle: async (connection, update): Promise<object> => {
        limits.takeEvent(connection.id);
        if (!isWelcome(connection)) throw tooEarly();
        presence.update(connection, update);
        return {};
      },
    },
    answer,
  );
}

/** `typing:start`: a room that one is not in is passed over, since one may just have lost sight of it. */
export function answerTypingStart(options: PresenceEventsOptions): Answerer {
  const { limits, presence, answer } = options;
  return answering(
    'typing:start',
    {
      schema: typingRequestSchema,
      handle: async (connection, request): Promise<object> => {
        limits.takeEvent(connection.id);
        presence.startTyping(connection, request);
        return {};
      },
    },
    answer,
  );
}

/** `typing:stop`: of one field, or whatever it was in that room. */
export function answerTypingStop(options: PresenceEventsOptions): Answerer {
  const { limits, presence, answer } = options;
  return answering(
    'typing:stop',
    {
      schema: typingRequestSchema,
      handle: async (connection, request): Promise<object> => {
        limits.takeEvent(connection.id);
        presence.stopTyping(connection, request);
        return {};
      },
    },
    answer,
  );
}

/** What comes before the connection is let in for good. */
export function tooEarly(): HoldfastError {
  return new HoldfastError('SERVER_BUSY', 'The connection is being set up. Try again.', {
    retryAfterMs: 200,
  });
}
