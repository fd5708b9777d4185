import { z } from 'zod';

const scalarSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/**
 * Rows of one table, from this device's disk, with pending changes applied. Filters and order name
 * columns of the model; a list of values means any of them.
 */
export const rowQuerySchema = z.object({
  table: z.string().max(100),
  where: z.record(z.string().max(100), z.union([scalarSchema, z.array(scalarSchema).max(1_000)])).optional(),
  /** Only rows whose column lies between the two, both included; rows without a value are in no range. */
  range: z
    .object({ column: z.string().max(100), from: scalarSchema.optional(), to: scalarSchema.optional() })
    .optional(),
  /** Words that all must begin a word of the row's text; `#12` finds a number. */
  search: z.string().max(500).optional(),
  /** The id breaks ties, so that the order is total. */
  order: z
    .array(z.object({ column: z.string().max(100), direction: z.enum(['ascending', 'descending']) }))
    .max(5)
    .optional(),
  offset: z.number().int().nonnegative(),
  limit: z.number().int().positive().max(2_000),
});
export type RowQuery = z.infer<typeof rowQuerySchema>;

/** A row, and whether a change of it waits for the server. */
export interface QueriedRow<Row = { readonly id: string; readonly [field: string]: unknown }> {
  readonly row: Row;
  readonly waiting: boolean;
}

export interface QueryResult<Row = QueriedRow['row']> {
  /** How many rows match in all, whatever the limit. */
  readonly total: number;
  readonly rows: readonly QueriedRow<Row>[];
}

/** What changed since the last result: `ids` only if the order or the set did, `changed` only rows that are new or differ. */
export interface QueryPatch {
  readonly total: number;
  readonly ids?: readonly string[];
  readonly changed: readonly QueriedRow[];
}

/** Applies a patch to the result before it. Rows that did not change keep their identity, so that React leaves them be. */
export function applyPatch(before: QueryResult, patch: QueryPatch): QueryResult {
  const byId = new Map(before.rows.map((queried) => [queried.row.id, queried]));
  for (const queried of patch.changed) byId.set(queried.row.id, queried);
  const ids = patch.ids ?? before.rows.map((queried) => queried.row.id);
  const rows = ids.flatMap((id) => byId.get(id) ?? []);
  return { total: patch.total, rows };
}
