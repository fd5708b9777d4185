import { z } from 'zod';
import { roomPresenceSchema, typingChangeSchema } from './presence.ts';

/** What one can be in together: a row of one of these tables, named `ticket:<id>`. */
export const roomTables = ['ticket', 'project', 'thread', 'division'] as const;

export const roomRequestSchema = z.object({ room: z.string().max(100) });

/**
 * The room as it is now: `people` are all who are in it, by their ids, the asker among them, and what
 * `presence:room` and `typing:change` would say of it.
 */
export const roomResponseSchema = z.object({
  people: z.array(z.string()),
  ...roomPresenceSchema.shape,
  ...typingChangeSchema.shape,
});

export type RoomRequest = z.infer<typeof roomRequestSchema>;
export type RoomResponse = z.infer<typeof roomResponseSchema>;

/** The row that a room is about; nothing for a name that is none. */
export function rowOfRoom(room: string): { readonly table: string; readonly id: string } | undefined {
  const [table = '', id = '', ...rest] = room.split(':');
  const isKnown = roomTables.some((known) => known === table);
  return isKnown && id !== '' && rest.length === 0 ? { table, id } : undefined;
}
