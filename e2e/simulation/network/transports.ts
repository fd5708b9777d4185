import type { Delta } from '@holdfast/shared/protocol/delta.ts';
import type { DigestResponse } from '@holdfast/shared/protocol/digest.ts';
import { HoldfastError, type WireError } from '@holdfast/shared/protocol/errors.ts';
import type { KnownResponse } from '@holdfast/shared/protocol/known.ts';
import type { NoticeClaimResponse } from '@holdfast/shared/protocol/notice-claim.ts';
import type { PingResponse, PingResponse1 } from '@holdfast/shared/protocol/ping.ts';
import type { PresenceChange, RoomPresences, TypingChange } from '@holdfast/shared/protocol/presence.ts';
import type { PullResponse } from '@holdfast/shared/protocol/pull.ts';
import type { PushResponse } from '@holdfast/shared/protocol/push.ts';
import type { RoomResponse } from '@holdfast/shared/protocol/room.ts';
import type { RefreshResponse } from '@holdfast/shared/protocol/session.ts';
import type { WireRow } from '@holdfast/shared/protocol/stream.ts';
import type { Transport } from '../../../apps/desktop/src/engine/sync/transport.ts';
import * as previous from '../../previous/engine-protocol-1.mjs';
import type { ClientEnd, Line } from './line.ts';

/** Opens a line from a client to the server. */
export type Dial = (handshake: object, end: ClientEnd) => Line;

/** Runs something in the process that dialled, if it still lives. */
type Run = (work: () => void) => void;

/** The line as the present engine uses it; `arrived` is told of the rows of each message. */
export function transport(dial: Dial, run: Run, arrived: (rows: readonly WireRow[]) => void): Transport {
  return (_server, handshake, events) => {
    const fail = ({ code, message, ...details }: WireError) => new HoldfastError(code, message, details);
    const delta = (message: Delta) => {
      arrived(message.rows);
      events.delta(message);
    };
    const line = dial(handshake, endFor({ ...events, delta }, fail, run));
    const ask = askOver(line, fail);
    return {
      push: (request) => ask<PushResponse>('sync:push', request),
      pull: async (request) => {
        const { page } = await ask<{ page: PullResponse }>('sync:pull', request);
        arrived(page.rows);
        return page;
      },
      ping: (request) => ask<PingResponse>('ping', request),
      digest: (request) => ask<DigestResponse>('sync:digest', request),
      known: (request) => ask<KnownResponse>('sync:known', request),
      claim: (request) => ask<NoticeClaimResponse>('notice:claim', request),
      refresh: (request) => ask<RefreshResponse>('session:refresh', request),
      joinRoom: (request) => ask<RoomResponse>('room:join', request),
      leaveRoom: (request) => ask<object>('room:leave', request),
      presence: (update) => ask<object>('presence:update', update),
      typingStart: (request) => ask<object>('typing:start', request),
      typingStop: (request) => ask<object>('typing:stop', request),
      close: async () => line.hangUp(),
    };
  };
}

/** The line as the engine of protocol 1 uses it; it has its own class of errors. */
export function previousTransport(dial: Dial, run: Run): previous.Transport {
  return (_server, handshake, events) => {
    const fail = ({ code, message, ...details }: WireError) =>
      new previous.HoldfastError(code, message, details);
    const line = dial(handshake, endFor(events, fail, run));
    const ask = askOver(line, fail);
    return {
      push: (request) => ask<PushResponse>('sync:push', request),
      pull: async (request) => (await ask<{ page: PullResponse }>('sync:pull', request)).page,
      ping: (request) => ask<PingResponse1>('ping', request),
      close: () => line.hangUp(),
    };
  };
}

interface Events<Problem> {
  opened(): void;
  closed(problem: Problem): void;
  delta(delta: never): void;
  scopes(): void;
  revoked(problem: Problem): void;
  draining(reconnectAfterMs: number): void;
  /** Not in protocol 1, as all that follows. */
  expiring?(): void;
  presenceChange?(change: PresenceChange): void;
  presenceRoom?(rooms: RoomPresences): void;
  typingChange?(change: TypingChange): void;
}

function endFor<Problem>(events: Events<Problem>, fail: (error: WireError) => Problem, run: Run): ClientEnd {
  const handlers: Record<string, (payload: never) => void> = {
    'sync:delta': (delta) => events.delta(delta),
    'sync:scopes': () => events.scopes(),
    'session:expiring': () => events.expiring?.(),
    'presence:change': (change: PresenceChange) => events.presenceChange?.(change),
    'presence:room': (rooms: RoomPresences) => events.presenceRoom?.(rooms),
    'typing:change': (change: TypingChange) => events.typingChange?.(change),
    'session:revoked': (error: WireError) => events.revoked(fail(error)),
    'server:draining': ({ reconnectAfterMs }: { reconnectAfterMs: number }) =>
      events.draining(reconnectAfterMs),
  };
  return {
    opened: () => run(() => events.opened()),
    closed: (error) => run(() => events.closed(fail(error))),
    // What the wire carries was made by the real server from the same types.
    event: (name, payload) => run(() => handlers[name]?.(payload as never)),
  };
}

/** Asks over a line. The answer is what the server's code made, which the type cannot follow. */
function askOver(line: Line, fail: (error: WireError) => Error) {
  return async <Result>(event: string, request: object): Promise<Result> => {
    const answer = await line.ask(event, request);
    if (!answer.ok) throw fail(answer.error);
    return answer as unknown as Result;
  };
}
