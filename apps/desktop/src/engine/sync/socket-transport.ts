import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { deltaSchema } from '@holdfast/shared/protocol/delta.ts';
import { digestResponseSchema } from '@holdfast/shared/protocol/digest.ts';
import { HoldfastError, wireErrorSchema } from '@holdfast/shared/protocol/errors.ts';
import { knownResponseSchema } from '@holdfast/shared/protocol/known.ts';
import { limits } from '@holdfast/shared/protocol/limits.ts';
import { noticeClaimResponseSchema } from '@holdfast/shared/protocol/notice-claim.ts';
import { pingResponseSchema } from '@holdfast/shared/protocol/ping.ts';
import {
  presenceChangeSchema,
  roomPresencesSchema,
  typingChangeSchema,
} from '@holdfast/shared/protocol/presence.ts';
import { type PullResponse, pullEnvelopeSchema, pullResponseSchema } from '@holdfast/shared/protocol/pull.ts';
import { pushResponseSchema } from '@holdfast/shared/protocol/push.ts';
import { roomResponseSchema } from '@holdfast/shared/protocol/room.ts';
import { refreshTokenAnswerSchema } from '@holdfast/shared/protocol/session.ts';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { requireSafeAddress } from '../session/safe-address.ts';
import type { Connection, ConnectionEvents, PresenceEvents, PresenceLine, Transport } from './transport.ts';

const unpack = promisify(inflate);

/** How long a request may stay unanswered, and how long connecting may take, in milliseconds. */
const ANSWER_MS = 30_000;
const CONNECT_MS = 10_000;
/** Most pages unpack in one piece, without coming back for each 16 KiB of them. */
const UNPACK_CHUNK_BYTES = 1024 * 1024;

const answerSchema = z.union([
  z.looseObject({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), error: wireErrorSchema }),
]);

/**
 * Connects by Socket.IO: WebSocket first, long-polling where upgrades are blocked. Reconnecting is
 * the caller's, who knows when it makes sense.
 */
export const socketTransport: Transport = (server, handshake, events) => {
  requireSafeAddress(server);
  const socket = io(server, {
    auth: { ...handshake },
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnection: false,
    timeout: CONNECT_MS,
    forceNew: true,
  });
  listen(socket, events);
  return {
    push: async (request) => pushResponseSchema.parse(await ask(socket, 'sync:push', request)),
    pull: async (request) => openPage(await ask(socket, 'sync:pull', request)),
    ping: async (request) => pingResponseSchema.parse(await ask(socket, 'ping', request)),
    digest: async (request) => digestResponseSchema.parse(await ask(socket, 'sync:digest', request)),
    known: async (request) => knownResponseSchema.parse(await ask(socket, 'sync:known', request)),
    claim: async (request) => noticeClaimResponseSchema.parse(await ask(socket, 'notice:claim', request)),
    refresh: async (request) => refreshTokenAnswerSchema.parse(await ask(socket, 'session:refresh', request)),
    ...presenceOver(socket),
    close: () => sayGoodbye(socket),
  } satisfies Connection;
};

/** By long-polling it is a request of its own, which would be lost if the process ended before. */
function sayGoodbye(socket: Socket): Promise<void> {
  const { engine } = socket.io;
  return new Promise((resolve) => {
    if (engine.readyState === 'closed') resolve();
    else engine.once('close', () => resolve());
    socket.disconnect();
  });
}

function presenceOver(socket: Socket): PresenceLine {
  return {
    joinRoom: async (request) => roomResponseSchema.parse(await ask(socket, 'room:join', request)),
    leaveRoom: (request) => ask(socket, 'room:leave', request),
    presence: (update) => ask(socket, 'presence:update', update),
    typingStart: (request) => ask(socket, 'typing:start', request),
    typingStop: (request) => ask(socket, 'typing:stop', request),
  };
}

function listen(socket: Socket, events: ConnectionEvents): void {
  let closed = false;
  const close = (problem: HoldfastError): void => {
    if (closed) return;
    closed = true;
    socket.disconnect();
    events.closed(problem);
  };
  socket.on('connect', () => events.opened());
  socket.on('connect_error', (error) => close(readRefusal(error)));
  socket.on('disconnect', (reason) =>
    close(new HoldfastError('CONNECTION_ERROR', `The connection ended (${reason}).`)),
  );
  socket.on('sync:delta', (delta: unknown) => {
    const parsed = deltaSchema.safeParse(delta);
    // A delta that cannot be read is as good as a lost one: pulling finds what it held.
    if (parsed.success) events.delta(parsed.data);
    else events.scopes();
  });
  socket.on('sync:scopes', () => events.scopes());
  listenToPeople(socket, events);
  socket.on('session:expiring', () => events.expiring());
  socket.on('session:revoked', (error: unknown) => events.revoked(toError(error)));
  socket.on('server:draining', (notice: unknown) => {
    const parsed = z.object({ reconnectAfterMs: z.number().nonnegative() }).safeParse(notice);
    events.draining(parsed.success ? parsed.data.reconnectAfterMs : 1_000);
  });
}

/** What cannot be read is dropped: it says only how people are just now, and is soon said anew. */
function listenToPeople(socket: Socket, events: PresenceEvents): void {
  socket.on('presence:change', (change: unknown) => {
    const parsed = presenceChangeSchema.safeParse(change);
    if (parsed.success) events.presenceChange(parsed.data);
  });
  socket.on('presence:room', (rooms: unknown) => {
    const parsed = roomPresencesSchema.safeParse(rooms);
    if (parsed.success) events.presenceRoom(parsed.data);
  });
  socket.on('typing:change', (change: unknown) => {
    const parsed = typingChangeSchema.safeParse(change);
    if (parsed.success) events.typingChange(parsed.data);
  });
}

/** A refused handshake carries the contract's error in `data`; anything else is the line. */
function readRefusal(error: Error & { data?: unknown }): HoldfastError {
  if (error.data !== undefined) return toError(error.data);
  return new HoldfastError('CONNECTION_ERROR', 'The server cannot be reached.', { cause: error });
}

function toError(value: unknown): HoldfastError {
  const parsed = wireErrorSchema.safeParse(value);
  if (!parsed.success)
    return new HoldfastError(
      'UNKNOWN_ERROR',
      'The server answered in a way that this version does not understand.',
    );
  const { code, message, ...details } = parsed.data;
  return new HoldfastError(code, message, details);
}

async function ask(socket: Socket, event: string, request: unknown): Promise<object> {
  let answer: unknown;
  try {
    answer = await socket.timeout(ANSWER_MS).emitWithAck(event, request);
  } catch (cause) {
    throw new HoldfastError('CONNECTION_ERROR', 'The server did not answer in time.', { cause });
  }
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) throw toError(undefined);
  if (!parsed.data.ok) throw toError(parsed.data.error);
  return parsed.data;
}

async function openPage(answer: unknown): Promise<PullResponse> {
  const envelope = pullEnvelopeSchema.parse(answer);
  if ('page' in envelope) return envelope.page;
  const text = await unpack(envelope.packed, {
    maxOutputLength: limits.unpackedBytes,
    chunkSize: UNPACK_CHUNK_BYTES,
  });
  return pullResponseSchema.parse(JSON.parse(text.toString('utf8')));
}
