import { z } from 'zod';

const count = z.number().nonnegative();

/** What the server measured over some seconds; a row of them makes a small chart. Times in milliseconds. */
export const statsSampleSchema = z.object({
  at: z.string(),
  connections: count,
  messagesPerSecond: count,
  mutationsPerSecond: count,
  /** Mean time from a client's event to its answer. */
  meanLatencyMs: count,
  /** The part of events that were answered with an error, 0 to 1. */
  errorRate: count,
  eventLoopLagMs: count,
  memoryBytes: count,
});

export const connectionStatsSchema = z.object({
  id: z.string(),
  userId: z.string(),
  /** The device's name, as it was given at sign-in. */
  device: z.string(),
  address: z.string(),
  transport: z.string(),
  rooms: count,
  since: z.string(),
  /** The newest round trip of the line; nothing before the first. */
  lagMs: count.nullable(),
  /** What waits to be sent to it. */
  waitingBytes: count,
});

export const roomStatsSchema = z.object({ room: z.string(), people: count, connections: count });

/** `GET /stats` and the request `server.stats`. */
export const statsSchema = z.object({
  at: z.string(),
  startedAt: z.string(),
  version: z.string(),
  uptimeSeconds: count,
  connections: count,
  /** People with at least one connection. */
  users: count,
  rooms: count,
  /** The version of the newest change, and how large the data is. */
  dataVersion: count,
  dataBytes: count,
  totals: z.object({ messages: count, mutations: count, refused: count, errors: count }),
  now: statsSampleSchema,
  /** Oldest first; at most the last hour. */
  history: z.array(statsSampleSchema),
  /** The first 1,000 of each. */
  connectionList: z.array(connectionStatsSchema),
  roomList: z.array(roomStatsSchema),
});

export type StatsSample = z.infer<typeof statsSampleSchema>;
export type ConnectionStats = z.infer<typeof connectionStatsSchema>;
export type RoomStats = z.infer<typeof roomStatsSchema>;
export type Stats = z.infer<typeof statsSchema>;
