import { deviceStatuses } from '@holdfast/shared/protocol/presence.ts';
import { z } from 'zod';
import { readJson } from './read-json.ts';

const saidSchema = z.object({
  status: z.enum(deviceStatuses),
  /** Since when it is so, in milliseconds since 1970. */
  at: z.number(),
  /** The rooms that it is in. */
  rooms: z.array(z.string()),
  viewing: z.array(z.string()),
  editing: z.array(z.object({ room: z.string(), field: z.string() })),
});

/** What processes know of each other's connections: whose each one is, and what it said of its person, if it did. */
export const seatSchema = z.object({
  userId: z.string(),
  clientId: z.string(),
  /** Where it comes from, as limits count it (address-key.ts). */
  address: z.string(),
  said: saidSchema.optional(),
  /** Since when it says nothing any more, if it fell silent: milliseconds since 1970. */
  silentSince: z.number().optional(),
});

export type Seat = z.infer<typeof seatSchema>;
export type SaidSeat = z.infer<typeof saidSchema>;

/** A seat of another process; nothing where it cannot be read: that process may be of a later version. */
export function readSeat(text: string): Seat | undefined {
  const parsed = seatSchema.safeParse(readJson(text));
  return parsed.success ? parsed.data : undefined;
}
