import { z } from 'zod';
import type { RowFieldChanges } from '../entity/define-mutation.ts';
import { type Json, sameJson } from '../json.ts';

/*
 * The arguments of every mutation that has `changes` hold them as `changes: { [field]: change }`,
 * where a change is `{ was?, now }` or an undo's `{ ifStill, now }`. That is all that is known here.
 */

const objectSchema = z.record(z.string(), z.json());

/** The arguments with another change of one field. */
export function withChange(args: Json, field: string, change: Json): Json {
  const whole = objectSchema.parse(args);
  return { ...whole, changes: { ...changesIn(args), [field]: change } };
}

/**
 * The arguments after an earlier change of one's own, from which their author had seen values, was
 * refused: what that one's author had seen counts instead (S27). Gives nothing where nothing changes.
 * An undo keeps what it was made for: it leaves what is not there any more.
 */
export function seenBefore(args: Json, changes: RowFieldChanges, refused: RowFieldChanges): Json | undefined {
  return seeOtherwise(args, changes, refused, ({ was, now }) => ({ from: now, to: was }));
}

/** The other way round, where the refused change and the one that followed it are both made again (S5). */
export function seenAfter(args: Json, changes: RowFieldChanges, again: RowFieldChanges): Json | undefined {
  return seeOtherwise(args, changes, again, ({ was, now }) => ({ from: was, to: now }));
}

/**
 * The arguments without what their author had seen of others' work, once they may not see the row
 * any more (S23). What they wrote stays. An undo would put back what it had seen: it does nothing.
 */
export function forgetSeen(args: Json): Json {
  const kept = Object.entries(changesIn(args)).flatMap(([field, change]) => {
    const { was: _, ...rest } = objectSchema.parse(change);
    return 'ifStill' in rest ? [] : [[field, rest] as const];
  });
  return { ...objectSchema.parse(args), changes: Object.fromEntries(kept) };
}

/** The fields whose values come from what their author saw, with that value (S27). An undo has none: it names what it undoes. */
export function seenValues(args: Json, changes: RowFieldChanges): ReadonlyMap<string, Json> {
  const seen = Object.entries(changes.fields).flatMap(([field, change]) =>
    change?.was !== undefined && hasSeen(args, field) ? [[field, change.was] as const] : [],
  );
  return new Map(seen);
}

type Change = NonNullable<RowFieldChanges['fields'][string]>;

function seeOtherwise(
  args: Json,
  changes: RowFieldChanges,
  other: RowFieldChanges,
  replace: (change: Change) => { from: Json | undefined; to: Json | undefined },
): Json | undefined {
  if (changes.table !== other.table || changes.id !== other.id) return undefined;
  let result: Json | undefined;
  for (const [field, was] of seenValues(args, changes)) {
    const [theirs, mine] = [other.fields[field], changes.fields[field]];
    if (theirs === undefined || mine === undefined) continue;
    const { from, to } = replace(theirs);
    if (from === undefined || !sameJson(from, was)) continue;
    const { now } = mine;
    result = withChange(result ?? args, field, to === undefined ? { now } : { was: to, now });
  }
  return result;
}

function hasSeen(args: Json, field: string): boolean {
  return 'was' in objectSchema.parse(changesIn(args)[field] ?? {});
}

function changesIn(args: Json): Readonly<Record<string, Json>> {
  return objectSchema.parse(objectSchema.parse(args).changes);
}
