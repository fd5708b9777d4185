import type { Delta } from './delta.ts';
import type { DigestRequest, DigestResponse } from './digest.ts';
import type { WireError } from './errors.ts';
import type { KnownRequest, KnownResponse } from './known.ts';
import type { NoticeClaimRequest, NoticeClaimResponse } from './notice-claim.ts';
import type { PingRequest, PingResponse } from './ping.ts';
import type {
  PresenceChange,
  PresenceUpdate,
  RoomPresences,
  TypingChange,
  TypingRequest,
} from './presence.ts';
import type { PullEnvelope, PullRequest } from './pull.ts';
import type { PushRequest, PushResponse } from './push.ts';
import type { RoomRequest, RoomResponse } from './room.ts';
import type { RefreshRequest, RefreshResponse, SessionExpiring } from './session.ts';

/** Every client event is answered with this. */
export type Acknowledgement<Result> = ({ ok: true } & Result) | { ok: false; error: WireError };

type Reply<Result> = (answer: Acknowledgement<Result>) => void;

export interface ClientToServerEvents {
  'sync:push': (request: PushRequest, reply: Reply<PushResponse>) => void;
  'sync:pull': (request: PullRequest, reply: Reply<PullEnvelope>) => void;
  'sync:digest': (request: DigestRequest, reply: Reply<DigestResponse>) => void;
  'sync:known': (request: KnownRequest, reply: Reply<KnownResponse>) => void;
  ping: (request: PingRequest, reply: Reply<PingResponse>) => void;
  'room:join': (request: RoomRequest, reply: Reply<RoomResponse>) => void;
  'room:leave': (request: RoomRequest, reply: Reply<object>) => void;
  'presence:update': (request: PresenceUpdate, reply: Reply<object>) => void;
  'typing:start': (request: TypingRequest, reply: Reply<object>) => void;
  'typing:stop': (request: TypingRequest, reply: Reply<object>) => void;
  'notice:claim': (request: NoticeClaimRequest, reply: Reply<NoticeClaimResponse>) => void;
  'session:refresh': (request: RefreshRequest, reply: Reply<RefreshResponse>) => void;
}

export interface ServerToClientEvents {
  'sync:delta': (delta: Delta) => void;
  'sync:scopes': () => void;
  'presence:change': (change: PresenceChange) => void;
  'presence:room': (rooms: RoomPresences) => void;
  'typing:change': (change: TypingChange) => void;
  'session:expiring': (notice: SessionExpiring) => void;
  'session:revoked': (error: WireError) => void;
  'server:draining': (notice: { reconnectAfterMs: number }) => void;
}
