import { z } from 'zod';
import { limits } from './limits.ts';
import { resultSchema } from './mutation.ts';
import { cursorSchema, entrySchema, wireRowSchema } from './stream.ts';

/**
 * `sync:pull`: what has happened in one's scopes since the cursors. A scope without a cursor is
 * read whole: downwards from its newest entry (S16), by protocol 1 upwards from its first.
 */
export const pullRequestSchema = z.object({
  /** Absent on the very first pull. */
  epoch: z.string().max(100).optional(),
  acked: z.number().int().nonnegative(),
  cursors: z.record(z.string().max(200), cursorSchema),
  limit: z.number().int().positive().max(limits.pullEntries),
});

/**
 * One page. `heads` and `results` come with the last page (`more: false`) only (S15). A cursor with
 * a `snapshot` whose `top` is not the one that was asked with begins a new snapshot of its scope:
 * there was none, or it was too old (S18). `expected` comes with the page that begins snapshots:
 * how many entries they hold, for the progress that a person sees.
 */
export const pullResponseSchema = z.object({
  epoch: z.string(),
  /** The person's full set of scopes, read in the page's snapshot (S11). */
  scopes: z.array(z.string()),
  cursors: z.record(z.string(), cursorSchema),
  heads: z.record(z.string(), z.number().int().nonnegative()).optional(),
  entries: z.array(entrySchema),
  rows: z.array(wireRowSchema),
  results: z.array(resultSchema).optional(),
  more: z.boolean(),
  expected: z.number().int().nonnegative().optional(),
});

/** What the acknowledgement carries: the page itself, or its JSON compressed with deflate. */
export const pullEnvelopeSchema = z.union([
  z.object({ page: pullResponseSchema }),
  z.object({ packed: z.instanceof(Uint8Array) }),
]);

export type PullRequest = z.infer<typeof pullRequestSchema>;
export type PullResponse = z.infer<typeof pullResponseSchema>;
export type PullEnvelope = z.infer<typeof pullEnvelopeSchema>;
