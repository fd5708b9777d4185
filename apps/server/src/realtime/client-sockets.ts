import type { ServerToClientEvents } from '@holdfast/shared/protocol/events.ts';
import type { OutsideEvents } from '@holdfast/shared/protocol/outside-events.ts';
import type { Server, Socket } from 'socket.io';
import type { Visitor } from './check-handshake.ts';

/** What comes in is unknown until it has been checked. */
type Incoming = Record<string, (...args: unknown[]) => void>;
type Outgoing = ServerToClientEvents & OutsideEvents;
interface SocketData {
  visitor: Visitor;
}

export type Io = Server<Incoming, Outgoing, Record<string, never>, SocketData>;
export type ClientSocket = Socket<Incoming, Outgoing, Record<string, never>, SocketData>;
/** A namespace beside that of sync, on the same lines. */
export type SocketNamespace = ReturnType<Io['of']>;
