import { z } from 'zod';

/**
 * `sync:digest`: whether a scope holds here what it holds on the server (S31). `hash` is the sum of
 * the hashes of the scope's rows (`hashRow`), `cursor` the finished cursor that it stands at.
 */
export const digestRequestSchema = z.object({
  scope: z.string().max(200),
  cursor: z.number().int().nonnegative(),
  hash: z.number().int().nonnegative(),
});

/** `atHead` is false where the cursor is not the scope's head, or the scope not one's own; `same` then says nothing. */
export const digestResponseSchema = z.object({ atHead: z.boolean(), same: z.boolean() });

export type DigestRequest = z.infer<typeof digestRequestSchema>;
export type DigestResponse = z.infer<typeof digestResponseSchema>;
