import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { type RoomResponse, roomRequestSchema } from '@holdfast/shared/protocol/room.ts';
import type { Presence } from '../presence/presence.ts';
import type { Store } from '../store/store.ts';
import { readAsTold, type Telling } from '../sync/as-told.ts';
import type { Connection } from '../sync/connections.ts';
import type { Outside } from '../sync/outside.ts';
import { type Answerer, type AnswerOptions, answering } from './answer-event.ts';
import type { EventLimits } from './event-limits.ts';
import { tooEarly } from './presence-events.ts';
import { type RoomSight, requireSight } from './room-sight.ts';
import type { Rooms } from './rooms.ts';

/** How long somebody in too many rooms should wait if they leave none, in milliseconds. */
const FULL_RETRY_MS = 5_000;

export interface RoomEventsOptions {
  readonly answer: AnswerOptions;
  readonly store: Store;
  readonly outside: Outside;
  readonly limits: EventLimits;
  readonly rooms: Rooms;
  readonly sight: RoomSight;
  readonly presence: Presence;
  readonly maxRooms: number;
  /** What is told: rooms are looked at as of there. */
  readonly telling: Telling;
  /** Whether the connection is told of what is committed: only then it would lose what it loses sight of. */
  readonly isWelcome: (connection: Connection) => boolean;
}

/** `room:join`: only rooms about rows that one may see. Answers with who is there, and what they do. */
export function answerJoin(options: RoomEventsOptions): Answerer {
  const { limits, rooms, sight, presence, maxRooms, telling, isWelcome, answer } = options;
  return answering(
    'room:join',
    {
      schema: roomRequestSchema,
      handle: async (connection, { room }): Promise<RoomResponse> => {
        limits.takeEvent(connection.id);
        const asOf = await requireSightNow(connection, room, options);
        refuseTooMany(connection, room, rooms, maxRooms);
        if (!isWelcome(connection)) throw tooEarly();
        sight.join(connection, room, asOf, telling.version);
        return presence.stateFor(connection, room);
      },
    },
    answer,
  );
}

/** `room:leave`: a room that one is not in, or that there is not, is left already. */
export function answerLeave({ limits, rooms, answer }: RoomEventsOptions): Answerer {
  return answering(
    'room:leave',
    {
      schema: roomRequestSchema,
      handle: async (connection, { room }): Promise<object> => {
        limits.takeEvent(connection.id);
        rooms.leave(connection, room);
        return {};
      },
    },
    answer,
  );
}

/** Gives the version of which it holds. */
function requireSightNow(
  { userId }: Connection,
  room: string,
  { store, outside, telling }: RoomEventsOptions,
): Promise<number> {
  const read = () => store.read(() => requireSight(room, userId, outside.now()));
  return readAsTold(telling, read, (asOf) => asOf);
}

function refuseTooMany(connection: Connection, room: string, rooms: Rooms, maxRooms: number): void {
  const own = rooms.of(connection);
  if (own.has(room) || own.size < maxRooms) return;
  throw new HoldfastError('RATE_LIMIT_EXCEEDED', `You are in ${maxRooms} rooms already. Leave one first.`, {
    reason: 'rooms',
    retryAfterMs: FULL_RETRY_MS,
  });
}
