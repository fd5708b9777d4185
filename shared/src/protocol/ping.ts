import { z } from 'zod';
import { resultSchema } from './mutation.ts';

/** `ping`: asks for the server's time; also measures the connection. `hash` is of the client's finished cursors (S17). */
export const pingRequestSchema = z.object({ hash: z.number().int().nonnegative() });

/**
 * The server's time in milliseconds, the heads of all of one's scopes where the hash is another one
 * than theirs, and answers not yet acknowledged.
 */
export const pingResponseSchema = z.object({
  at: z.number(),
  heads: z.record(z.string(), z.number().int().nonnegative()).optional(),
  results: z.array(resultSchema),
});

/** What protocol 1 sends: its finished cursors. */
export const pingRequestSchema1 = z.object({
  heads: z.record(z.string().max(200), z.number().int().nonnegative()),
});

/** What protocol 1 is answered: the scopes that have moved past the client. */
export interface PingResponse1 {
  readonly at: number;
  readonly stale: readonly string[];
  readonly results: readonly z.infer<typeof resultSchema>[];
}

export type PingRequest = z.infer<typeof pingRequestSchema>;
export type PingRequest1 = z.infer<typeof pingRequestSchema1>;
export type PingResponse = z.infer<typeof pingResponseSchema>;
