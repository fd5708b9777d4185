import { z } from 'zod';

const scalarSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/**
 * Counts and sums of the rows of one table by the values of its columns, from this device's disk, with
 * pending changes applied: what a screen shows of more rows than it reads.
 */
export const totalsQuerySchema = z.object({
  table: z.string().max(100),
  /** Columns whose values make a group; of a moment, `day` takes its day by UTC. */
  by: z
    .array(z.object({ column: z.string().max(100), as: z.enum(['value', 'day']).optional() }))
    .min(1)
    .max(3),
  /** The column that is added up; its sum is 0 where it is absent. */
  sum: z.string().max(100).optional(),
  where: z.record(z.string().max(100), z.union([scalarSchema, z.array(scalarSchema).max(1_000)])).optional(),
  /** Only rows whose column lies between the two, both included. */
  range: z
    .object({ column: z.string().max(100), from: scalarSchema.optional(), to: scalarSchema.optional() })
    .optional(),
});
export type TotalsQuery = z.infer<typeof totalsQuerySchema>;

/** The values of a group's columns, in their order. A boolean is 0 or 1. */
export type TotalsKey = readonly (string | number | null)[];

/** How many rows a group has, and their sum. */
export interface TotalsGroup {
  readonly key: TotalsKey;
  readonly count: number;
  readonly sum: number;
}

/** The groups that are new or differ; one that is gone has the count 0. */
export interface TotalsPatch {
  readonly changed: readonly TotalsGroup[];
  /** There are no other groups than these. So it is with the first update. */
  readonly whole?: true;
}

/** Groups by what `totalsKey` makes of their key. */
export type Totals = ReadonlyMap<string, TotalsGroup>;

/** Names a group, to look it up. */
export function totalsKey(...key: TotalsKey): string {
  return JSON.stringify(key);
}

/** Applies a patch to the totals before it. Groups that did not change keep their identity. */
export function applyTotals(before: Totals | undefined, { changed, whole }: TotalsPatch): Totals {
  const groups = new Map(whole ? [] : before);
  for (const group of changed) {
    const name = totalsKey(...group.key);
    if (group.count === 0) groups.delete(name);
    else groups.set(name, group);
  }
  return groups;
}
