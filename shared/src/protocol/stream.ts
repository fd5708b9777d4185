import { z } from 'zod';

/** "This row is (or is no longer) in this scope, as of this version" (S9). */
export const entrySchema = z.object({
  scope: z.string(),
  table: z.string(),
  id: z.string(),
  version: z.number().int().positive(),
  gone: z.boolean().optional(),
});

/** A row's whole content, once per message however many scopes name it (S12). */
export const wireRowSchema = z.object({
  table: z.string(),
  id: z.string(),
  version: z.number().int().positive(),
  data: z.record(z.string(), z.json()),
});

/**
 * How far a client has read a scope. With `version` alone: everything up to it. With `table` and
 * `id` too: inside a pull, everything up to that place in the order (version, table, id), begun
 * when the scope stood at `at` (S15).
 */
export const cursorSchema = z.object({
  version: z.number().int().nonnegative(),
  table: z.string().optional(),
  id: z.string().optional(),
  at: z.number().int().nonnegative().optional(),
});

export type Entry = z.infer<typeof entrySchema>;
export type WireRow = z.infer<typeof wireRowSchema>;
export type Cursor = z.infer<typeof cursorSchema>;
