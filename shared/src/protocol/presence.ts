import { z } from 'zod';

const roomName = z.string().max(100);
const fieldName = z.string().min(1).max(60);
const userId = z.string().max(100);

/**
 * What one device says of its person: `online`, `idle` (nobody at it for some minutes, or locked),
 * `away` (it sleeps: as if it were not there), `hidden` (the person appears offline, on all devices).
 */
export const deviceStatuses = ['online', 'idle', 'away', 'hidden'] as const;

/** At most so many rooms are looked at, and fields edited, by one connection. */
export const MOST_VIEWED = 8;

/**
 * `presence:update`: all that this connection says of itself, in place of what it said before. Rooms
 * that it is not in (`room:join`) count once it is in them: it may just have lost sight of one. It is said
 * again every 30 s, and forgotten when nothing is said.
 */
export const presenceUpdateSchema = z.object({
  status: z.enum(deviceStatuses),
  viewing: z.array(roomName).max(MOST_VIEWED).default([]),
  editing: z
    .array(z.object({ room: roomName, field: fieldName }))
    .max(MOST_VIEWED)
    .default([]),
});
export type PresenceUpdate = z.output<typeof presenceUpdateSchema>;
export type DeviceStatus = PresenceUpdate['status'];

/** What others see of a person. */
export type PersonStatus = 'online' | 'idle' | 'offline';

/**
 * `presence:change`: people whose status is another one than was told before. With `whole`, in place of
 * everything that was told before: all who are not offline, and of those who are, whom it is known of since
 * when (of the newest 200); whoever is not named is offline. `idle` and `offline` with the moment since
 * when, in milliseconds since 1970; 0 where it is not known.
 */
export const presenceChangeSchema = z.object({
  whole: z.boolean(),
  online: z.array(userId),
  idle: z.array(z.tuple([userId, z.number()])),
  offline: z.array(z.tuple([userId, z.number()])),
});
export type PresenceChange = z.infer<typeof presenceChangeSchema>;

/**
 * Who is doing what in a room, the receiver among them: `viewing` at most 50 of `viewers`, those who
 * came first; `editing` by field; each person once, however many devices.
 */
export const roomPresenceSchema = z.object({
  room: roomName,
  viewers: z.number(),
  viewing: z.array(userId),
  editing: z.array(z.object({ userId, field: fieldName })),
});
export type RoomPresence = z.infer<typeof roomPresenceSchema>;

/** `presence:room`: rooms of this connection in which that is another one than was told before. */
export const roomPresencesSchema = z.object({ rooms: z.array(roomPresenceSchema) });
export type RoomPresences = z.infer<typeof roomPresencesSchema>;

/** `typing:start`, said again at most every 3 s while it goes on: forgotten after 5 s. Without a field, of an answer or message. */
export const typingRequestSchema = z.object({ room: roomName, field: fieldName.exactOptional() });
export type TypingRequest = z.infer<typeof typingRequestSchema>;

/** `typing:change`: who writes in a room now, the receiver among them. */
export const typingChangeSchema = z.object({
  room: roomName,
  typing: z.array(z.object({ userId, field: fieldName.exactOptional() })),
});
export type TypingChange = z.infer<typeof typingChangeSchema>;
