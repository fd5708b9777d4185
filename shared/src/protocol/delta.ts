import { z } from 'zod';
import { resultSchema } from './mutation.ts';
import { entrySchema, wireRowSchema } from './stream.ts';

/**
 * `sync:delta`: what a commit, or a run of commits, changed in the receiver's scopes (S13).
 * `from` is where the sender's chain of that scope stood before. A scope whose `from` equals its
 * `version` is a head only: too much changed to send, so whoever stands below it pulls.
 */
export const deltaSchema = z.object({
  epoch: z.string(),
  version: z.number().int().nonnegative(),
  scopes: z.record(
    z.string(),
    z.object({ from: z.number().int().nonnegative(), version: z.number().int().nonnegative() }),
  ),
  entries: z.array(entrySchema),
  rows: z.array(wireRowSchema),
  /** The receiver's own. */
  results: z.array(resultSchema).optional(),
});

export type Delta = z.infer<typeof deltaSchema>;
