import { seenBefore, seenValues } from '@holdfast/shared/effect/seen-values.ts';
import type { RowFieldChanges } from '@holdfast/shared/entity/define-mutation.ts';
import { type Json, sameJson } from '@holdfast/shared/json.ts';
import { readChanges } from '../store/field-changes.ts';
import { findPending, type PendingMutation, rewritePending } from '../store/outbox.ts';
import type { Statements } from '../store/statements.ts';
import { forgetSaw, readSuccessors, readWriters, recordTouches, UNREAD } from '../store/touches.ts';

/** One looks back over this many own changes of a row: nobody has seen a value of an earlier one. */
const MOST_BEFORE = 100;

/**
 * The own pending changes from which the author of this one had seen values: for each field that it
 * changes, the last one that made it what they saw (S27).
 */
export function findSeenFrom(statements: Statements, mutation: { name: string; args: Json }): string[] {
  const changes = readChanges(mutation);
  if (changes === undefined) return [];
  const open = new Map(seenValues(mutation.args, changes));
  const found: string[] = [];
  for (const seq of readWriters(statements, changes.table, changes.id, MOST_BEFORE)) {
    if (open.size === 0) break;
    const before = findPending(statements, seq);
    if (before !== undefined && takeSeen(open, readChanges(before))) found.push(before.id);
  }
  return found;
}

/** Closes the fields whose seen value these changes had made. Says whether there was one. */
function takeSeen(open: Map<string, Json>, before: RowFieldChanges | undefined): boolean {
  let isSeen = false;
  for (const [field, was] of open) {
    const earlier = before?.fields[field];
    if (earlier === undefined || !sameJson(earlier.now, was)) continue;
    open.delete(field);
    isSeen = true;
  }
  return isSeen;
}

/**
 * A change was refused: what its author had seen counts for the waiting ones that were made on top
 * of it (S27). They run again, because the row counts as written by it.
 */
export function passOnSeen(statements: Statements, refused: PendingMutation): void {
  const changes = readChanges(refused);
  if (changes === undefined) return;
  for (const seq of readSuccessors(statements, changes.table, changes.id, refused.seq)) {
    const next = findPending(statements, seq);
    if (next === undefined || !next.after.includes(refused.id)) continue;
    const nextChanges = readChanges(next);
    const args = nextChanges === undefined ? undefined : seenBefore(next.args, nextChanges, changes);
    const after = next.after.filter((id) => id !== refused.id);
    rewritePending(statements, seq, args ?? next.args, after);
    forgetSaw(statements, changes.table, changes.id, seq);
  }
  recordTouches(statements, refused.seq, [
    { table: changes.table, key: changes.id, wrote: true, saw: UNREAD },
  ]);
}
