import { Turns } from '@holdfast/shared/turns.ts';
import type { Claims } from '../notify/claims.ts';
import type { Presence } from '../presence/presence.ts';
import type { Answerer, AnswerOptions } from './answer-event.ts';
import { answerClaim } from './notice-events.ts';
import { answerPresence, answerTypingStart, answerTypingStop } from './presence-events.ts';
import { answerJoin, answerLeave, type RoomEventsOptions } from './room-events.ts';
import { answerRefresh, type SessionEventsOptions } from './session-events.ts';
import { firstSyncEvents, type SyncEventsOptions, syncEvents } from './sync-events.ts';

/** How many pages of pulls may be read and packed at a time. */
const PAGES_AT_ONCE = 4;

/** What the events of all connections work with. */
export interface ClientEventsOptions
  extends Omit<SyncEventsOptions, 'answer' | 'pageTurns'>,
    Omit<RoomEventsOptions, 'answer'>,
    Omit<SessionEventsOptions, 'answer'> {
  readonly answer: AnswerOptions;
  readonly presence: Presence;
  readonly claims: Claims;
}

type Events = ReadonlyMap<string, Answerer>;

/** The events that clients may send by the protocol that they speak (S24), each answered in every case. */
export function clientEvents(given: ClientEventsOptions): (protocol: number) => Events {
  const options = { ...given, pageTurns: new Turns(PAGES_AT_ONCE) };
  const first = firstSyncEvents(options);
  const present = hearing(liveEvents(syncEvents(options), options), options.presence);
  return (protocol) => (protocol === 1 ? first : present);
}

/** What came with protocol 2 besides sync: rooms, presence, and a session that goes on. */
function liveEvents(events: Map<string, Answerer>, options: ClientEventsOptions): Map<string, Answerer> {
  return events
    .set('room:join', answerJoin(options))
    .set('room:leave', answerLeave(options))
    .set('presence:update', answerPresence(options))
    .set('typing:start', answerTypingStart(options))
    .set('typing:stop', answerTypingStop(options))
    .set('notice:claim', answerClaim(options))
    .set('session:refresh', answerRefresh(options));
}

/** Whatever a connection sends says that it is there. */
function hearing(events: Events, presence: Presence): Events {
  const all = [...events].map(([name, answer]): [string, Answerer] => [
    name,
    (connection, args) => {
      presence.heard(connection);
      return answer(connection, args);
    },
  ]);
  return new Map(all);
}
