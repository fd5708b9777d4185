import { z } from 'zod';
import { resultSchema } from './mutation.ts';

/** `ping`: asks for the server's time; also measures the connection. `heads` are the client's finished cursors (S17). */
export const pingRequestSchema = z.object({
  heads: z.record(z.string().max(200), z.number().int().nonnegative()),
});

/** The server's time in milliseconds, the scopes that have moved past the client, and answers not yet acknowledged. */
export const pingResponseSchema = z.object({
  at: z.number(),
  stale: z.array(z.string()),
  results: z.array(resultSchema),
});

export type PingRequest = z.infer<typeof pingRequestSchema>;
export type PingResponse = z.infer<typeof pingResponseSchema>;
