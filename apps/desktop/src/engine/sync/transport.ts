import type { Delta } from '@holdfast/shared/protocol/delta.ts';
import type { DigestRequest, DigestResponse } from '@holdfast/shared/protocol/digest.ts';
import type { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Handshake } from '@holdfast/shared/protocol/handshake.ts';
import type { KnownRequest, KnownResponse } from '@holdfast/shared/protocol/known.ts';
import type { NoticeClaimRequest, NoticeClaimResponse } from '@holdfast/shared/protocol/notice-claim.ts';
import type { PingRequest, PingResponse } from '@holdfast/shared/protocol/ping.ts';
import type {
  PresenceChange,
  PresenceUpdate,
  RoomPresences,
  TypingChange,
  TypingRequest,
} from '@holdfast/shared/protocol/presence.ts';
import type { PullRequest, PullResponse } from '@holdfast/shared/protocol/pull.ts';
import type { PushRequest, PushResponse } from '@holdfast/shared/protocol/push.ts';
import type { RoomRequest, RoomResponse } from '@holdfast/shared/protocol/room.ts';
import type { RefreshRequest, RefreshResponse } from '@holdfast/shared/protocol/session.ts';

/** What the server tells of people (shared/src/protocol/presence.ts). */
export interface PresenceEvents {
  presenceChange(change: PresenceChange): void;
  presenceRoom(rooms: RoomPresences): void;
  typingChange(change: TypingChange): void;
}

/** What a connection tells. `closed` comes exactly once, also where the connection never opened. */
export interface ConnectionEvents extends PresenceEvents {
  opened(): void;
  closed(problem: HoldfastError): void;
  delta(delta: Delta): void;
  /** The person's scopes may have changed: a hint to pull. */
  scopes(): void;
  /** The connection's access token runs out soon; the server closes the connection then. */
  expiring(): void;
  /** The session is over. */
  revoked(problem: HoldfastError): void;
  draining(reconnectAfterMs: number): void;
}

/** The part of a line on which people see each other; nothing of it is kept anywhere. */
export interface PresenceLine {
  joinRoom(request: RoomRequest): Promise<RoomResponse>;
  leaveRoom(request: RoomRequest): Promise<object>;
  presence(update: PresenceUpdate): Promise<object>;
  typingStart(request: TypingRequest): Promise<object>;
  typingStop(request: TypingRequest): Promise<object>;
}

/** An open line to the server. Requests reject with a HoldfastError: the server's, or CONNECTION_ERROR. */
export interface Connection extends PresenceLine {
  push(request: PushRequest): Promise<PushResponse>;
  pull(request: PullRequest): Promise<PullResponse>;
  ping(request: PingRequest): Promise<PingResponse>;
  digest(request: DigestRequest): Promise<DigestResponse>;
  known(request: KnownRequest): Promise<KnownResponse>;
  /** Claims notifications for this device, before it shows them (shared/src/protocol/notice-claim.ts). */
  claim(request: NoticeClaimRequest): Promise<NoticeClaimResponse>;
  /** Hands over a new access token of the same session. */
  refresh(request: RefreshRequest): Promise<RefreshResponse>;
  /** Says goodbye. Settles once that is on its way, or when there is nobody to say it to; never rejects. */
  close(): Promise<void>;
}

/** How to reach a server; the real one is Socket.IO (socket-transport.ts). */
export type Transport = (server: string, handshake: Handshake, events: ConnectionEvents) => Connection;
