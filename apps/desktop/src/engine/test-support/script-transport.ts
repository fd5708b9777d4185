import type { DigestRequest, DigestResponse } from '@holdfast/shared/protocol/digest.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Handshake } from '@holdfast/shared/protocol/handshake.ts';
import type { KnownRequest, KnownResponse } from '@holdfast/shared/protocol/known.ts';
import type { NoticeClaimRequest, NoticeClaimResponse } from '@holdfast/shared/protocol/notice-claim.ts';
import type { PingRequest, PingResponse } from '@holdfast/shared/protocol/ping.ts';
import type { PresenceUpdate, TypingRequest } from '@holdfast/shared/protocol/presence.ts';
import type { PullRequest, PullResponse } from '@holdfast/shared/protocol/pull.ts';
import type { PushRequest, PushResponse } from '@holdfast/shared/protocol/push.ts';
import type { RoomResponse } from '@holdfast/shared/protocol/room.ts';
import type { RefreshRequest, RefreshResponse } from '@holdfast/shared/protocol/session.ts';
import type { Connection, ConnectionEvents, Transport } from '../sync/transport.ts';
import { pageOf } from './memory-account.ts';

/** One try to connect, as a test sees it: it lets the line open, fail or end. */
export interface Try {
  readonly handshake: Handshake;
  readonly events: ConnectionEvents;
  readonly pushed: PushRequest[];
  readonly pulled: PullRequest[];
  /** The access tokens that were handed over while it was open. */
  readonly refreshed: string[];
  /** The rooms that were joined, and left, in their order. */
  readonly joined: string[];
  readonly left: string[];
  readonly presence: PresenceUpdate[];
  /** What was said of typing: `start` or `stop` and where. */
  readonly typing: (TypingRequest & { readonly kind: 'start' | 'stop' })[];
  closedByClient: boolean;
}

/** A network that the test owns: it records the tries and answers pushes and pulls as told. */
export class ScriptTransport {
  readonly tries: Try[] = [];
  /** Answers a pull, or throws, or lets it wait. By default everything has been read. */
  answerPull: (request: PullRequest) => PullResponse | Promise<PullResponse> = () =>
    pageOf('everyone', 1, []);
  /** Answers a push, or throws. By default everything is accepted. */
  answerPush: (request: PushRequest) => PushResponse | Promise<PushResponse> = acceptAll;
  answerPing: (request: PingRequest) => PingResponse = () => ({ at: 0, results: [] });
  answerDigest: (request: DigestRequest) => DigestResponse = () => ({ atHead: true, same: true });
  answerRefresh: (request: RefreshRequest) => RefreshResponse = () => ({ expiresInMs: 600_000 });
  /** Answers who is in a room, or throws, or lets it wait. By default nobody else is. */
  answerJoin: (room: string) => RoomResponse | Promise<RoomResponse> = (room) => roomOf(room);
  answerLeave: (room: string) => void | Promise<void> = () => {};
  answerPresence: () => void = () => {};
  /** Answers which notifications this device may show, or throws, or lets it wait. By default all. */
  answerClaim: (request: NoticeClaimRequest) => NoticeClaimResponse | Promise<NoticeClaimResponse> = ({
    claims,
  }) => ({ mine: claims });
  answerKnown: (request: KnownRequest) => KnownResponse = () => ({ unknown: [] });

  readonly connect: Transport = (_server, handshake, events) => {
    const entry: Try = { handshake, events, ...nothingSaid(), closedByClient: false };
    this.tries.push(entry);
    return {
      push: async (request) => {
        entry.pushed.push(request);
        return this.answerPush(request);
      },
      pull: async (request) => {
        entry.pulled.push(request);
        return this.answerPull(request);
      },
      ping: async (request) => this.answerPing(request),
      digest: async (request) => this.answerDigest(request),
      known: async (request) => this.answerKnown(request),
      claim: async (request) => this.answerClaim(request),
      refresh: async (request) => {
        entry.refreshed.push(request.token);
        return this.answerRefresh(request);
      },
      joinRoom: async ({ room }) => {
        entry.joined.push(room);
        return this.answerJoin(room);
      },
      leaveRoom: async ({ room }) => {
        entry.left.push(room);
        await this.answerLeave(room);
        return {};
      },
      presence: async (update) => {
        entry.presence.push(update);
        this.answerPresence();
        return {};
      },
      typingStart: async (request) => ({ said: entry.typing.push({ kind: 'start', ...request }) }),
      typingStop: async (request) => ({ said: entry.typing.push({ kind: 'stop', ...request }) }),
      close: async () => {
        entry.closedByClient = true;
      },
    } satisfies Connection;
  };

  get last(): Try {
    const entry = this.tries.at(-1);
    if (entry === undefined) throw new Error('Nobody tried to connect.');
    return entry;
  }

  fail(
    code: ConstructorParameters<typeof HoldfastError>[0],
    details: ConstructorParameters<typeof HoldfastError>[2] = {},
  ): void {
    this.last.events.closed(new HoldfastError(code, `The server said ${code}.`, details));
  }
}

/** How it stands in a room: nobody is in it. */
export function roomOf(room: string, more: Partial<RoomResponse> = {}): RoomResponse {
  return { room, people: [], viewers: 0, viewing: [], editing: [], typing: [], ...more };
}

function nothingSaid() {
  return { pushed: [], pulled: [], refreshed: [], joined: [], left: [], presence: [], typing: [] };
}

function acceptAll(request: PushRequest): PushResponse {
  const results = request.mutations.map(({ seq, id }) => ({ seq, id, ok: true, version: seq + 1 }));
  return { epoch: 'e1', lastSeq: request.mutations.at(-1)?.seq ?? 0, results };
}
