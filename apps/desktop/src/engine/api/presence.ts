import type { PersonStatus } from '@holdfast/shared/protocol/presence.ts';
import { z } from 'zod';

/** How one person is: `since` in milliseconds since 1970, where it is known. */
export interface PersonPresence {
  readonly status: PersonStatus;
  readonly since?: number;
}

/**
 * Who is there, by their ids. Who is not named is offline, since nobody knows when. Without a line to
 * the server nothing is known of anybody, and nobody is named.
 */
export interface PresenceState {
  readonly known: boolean;
  readonly people: Readonly<Record<string, PersonPresence>>;
}

export const noPresence: PresenceState = { known: false, people: {} };

/**
 * A room that one watches: with `viewing` others are told that one looks at it, otherwise one only
 * sees who does. Rooms are `ticket:<id>`, `project:<id>`, `thread:<id>`, `division:<id>`.
 */
export const roomParamsSchema = z.object({ room: z.string().max(100), viewing: z.boolean() });

/** A field that one edits, as long as it is watched: others in the room are told. */
export const editingParamsSchema = z.object({ room: z.string().max(100), field: z.string().max(60) });

/** What others do in a room; oneself is left out, on whatever device. `known`: as in PresenceState. */
export interface RoomState {
  readonly known: boolean;
  /** Others who look at it: at most 50 of `viewers`. */
  readonly viewers: number;
  readonly viewing: readonly string[];
  readonly editing: readonly { readonly userId: string; readonly field: string }[];
  readonly typing: readonly { readonly userId: string; readonly field?: string }[];
}

export const emptyRoom: RoomState = { known: false, viewers: 0, viewing: [], editing: [], typing: [] };

/** More unread messages of one thread are not counted. */
export const MOST_UNREAD = 100;

/** How many messages of others one has not read, of threads with any, and in all. */
export interface UnreadState {
  readonly total: number;
  readonly threads: Readonly<Record<string, number>>;
}

export const nothingUnread: UnreadState = { total: 0, threads: {} };
