import { z } from 'zod';

/** "This row is (or is no longer) in this scope, as of this version" (S9). */
export const entrySchema = z.object({
  scope: z.string(),
  table: z.string(),
  id: z.string(),
  version: z.number().int().positive(),
  gone: z.boolean().optional(),
});

type JsonObject = Record<string, z.infer<ReturnType<typeof z.json>>>;

/**
 * A row's fields. What travels is JSON already, and the row is the server's word: looking at each
 * value again would be a large part of a first sync.
 */
const rowDataSchema = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** A row's whole content, once per message however many scopes name it (S12). */
export const wireRowSchema = z.object({
  table: z.string(),
  id: z.string(),
  version: z.number().int().positive(),
  data: rowDataSchema,
});

/** A place in a scope's order (version, table, id). */
export const placeSchema = z.object({
  version: z.number().int().nonnegative(),
  table: z.string(),
  id: z.string(),
});

/**
 * How far a client has read a scope. With `version` alone: everything up to it.
 *
 * With `snapshot`: a snapshot that began when the scope's head was `top` has been read downwards,
 * from the newest entry to `floor`, which it includes; below it nothing has been read yet.
 * `version` is `top` or, where deltas and pulls have brought more, above it (S16).
 *
 * Protocol 1 knows no snapshots. With `table` and `id`: inside a pull, everything up to that place
 * upwards (S15); the cursor holds as long as the scope's history reaches back to `at`, where it was
 * begun (S16). Protocol 2 uses these too, to end a page inside a commit.
 */
export const cursorSchema = z.object({
  version: z.number().int().nonnegative(),
  table: z.string().optional(),
  id: z.string().optional(),
  at: z.number().int().nonnegative().optional(),
  snapshot: z.object({ top: z.number().int().nonnegative(), floor: placeSchema }).optional(),
});

export type Entry = z.infer<typeof entrySchema>;
export type WireRow = z.infer<typeof wireRowSchema>;
export type Cursor = z.infer<typeof cursorSchema>;
export type Place = z.infer<typeof placeSchema>;
