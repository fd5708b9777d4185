import type { Member, World } from './world.ts';

/** The words of a mutation's cases: see mutation-table.ts. */
export type Outcomes = Readonly<Record<string, string>>;

/** Prepares a case of the table for somebody, and gives the arguments with which they then try. */
export type Case = (world: World, me: Member) => Promise<unknown>;
export type Cases = Readonly<Record<string, Case>>;

/** How a mutation of fields names what was there: a change `was`, an undo `ifStill`. */
export type Was = 'was' | 'ifStill';

/** What was there and what shall be, by field. */
export type Change = Readonly<Record<string, readonly [was: unknown, now: unknown]>>;

/** A change of fields as a mutation takes it. */
export function changeBy(was: Was, change: Change): Record<string, unknown> {
  const fields = Object.entries(change).map(([field, [before, now]]) => [field, { [was]: before, now }]);
  return Object.fromEntries(fields);
}

/** A row, by table and id. */
export type Key = `${string}/${string}`;

/** What a case made: the row itself first, then what hangs under it and is seen with it. */
export type Made = readonly [main: Key, ...below: Key[]];

/** Makes rows for somebody, or for others. */
export type ReadCase = (world: World, me: Member) => Promise<Made>;
