import { z } from 'zod';
import { type FileTopicStates, fileTopicSchemas } from './files.ts';
import type { InboxState, ToastState } from './notices.ts';
import {
  editingParamsSchema,
  type PresenceState,
  type RoomState,
  roomParamsSchema,
  type UnreadState,
} from './presence.ts';
import { type QueryPatch, rowQuerySchema } from './query.ts';
import type { ChangesState, ConnectionState, HistoryState, SessionState } from './state.ts';
import { type TotalsPatch, totalsQuerySchema } from './totals.ts';

const nothing = z.object({});

/** Each topic's parameters. The state is sent at once and again whenever it changes. */
export const topicSchemas = {
  session: nothing,
  connection: nothing,
  changes: nothing,
  history: nothing,
  presence: nothing,
  unread: nothing,
  inbox: nothing,
  toast: nothing,
  room: roomParamsSchema,
  /** Its state says nothing: that it is watched is what others are told. */
  editing: editingParamsSchema,
  /** The first update patches an empty result. */
  rows: rowQuerySchema,
  /** The first update has all groups. */
  totals: totalsQuerySchema,
  ...fileTopicSchemas,
} as const;

export type TopicName = keyof typeof topicSchemas;
export type TopicParams<Name extends TopicName> = z.input<(typeof topicSchemas)[Name]>;

export interface TopicStates extends FileTopicStates {
  session: SessionState;
  connection: ConnectionState;
  changes: ChangesState;
  history: HistoryState;
  presence: PresenceState;
  unread: UnreadState;
  inbox: InboxState;
  toast: ToastState;
  room: RoomState;
  editing: null;
  rows: QueryPatch;
  totals: TotalsPatch;
}
