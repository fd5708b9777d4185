import { z } from 'zod';

/** "This row is (or is no longer) in this scope, as of this version" (S9). */
export interface Entry {
  readonly scope: string;
  readonly table: string;
  readonly id: string;
  readonly version: number;
  readonly gone?: boolean | undefined;
}

/** A row's whole content, once per message however many scopes name it (S12). */
export interface WireRow {
  readonly table: string;
  readonly id: string;
  readonly version: number;
  readonly data: Record<string, z.infer<ReturnType<typeof z.json>>>;
}

/**
 * Entries and rows come by the thousand in each page, so they are checked by hand: object schemas
 * would make each anew. What travels is JSON already, and a row is the server's word, so its values
 * are not looked at one by one.
 */
export const entrySchema = z.custom<Entry>(
  (value) =>
    isVersioned(value) &&
    'scope' in value &&
    typeof value.scope === 'string' &&
    (!('gone' in value) || value.gone === undefined || typeof value.gone === 'boolean'),
);
export const wireRowSchema = z.custom<WireRow>(
  (value) =>
    isVersioned(value) &&
    'data' in value &&
    typeof value.data === 'object' &&
    value.data !== null &&
    !Array.isArray(value.data),
);

/** Whether something names a row and a version of it. */
function isVersioned(value: unknown): value is { table: string; id: string; version: number } {
  if (typeof value !== 'object' || value === null) return false;
  if (!('table' in value && 'id' in value && 'version' in value)) return false;
  const { table, id, version } = value;
  const isVersion = typeof version === 'number' && Number.isSafeInteger(version) && version > 0;
  return typeof table === 'string' && typeof id === 'string' && isVersion;
}

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

export type Cursor = z.infer<typeof cursorSchema>;
export type Place = z.infer<typeof placeSchema>;
