import { z } from 'zod';
import type { Model, RowOf } from '../entity/define-model.ts';
import { type Json, sameJson } from '../json.ts';
import { HoldfastError } from '../protocol/errors.ts';
import { mergeText } from '../text-merge.ts';
import type { Effect } from './operations.ts';
import { update } from './rows.ts';

/**
 * The schema of a change of one field: what its author saw, and what it shall be (S27). `was` is
 * absent where its author lost sight of the row after they wrote it (S23).
 */
export function changeOf<T extends z.ZodType>(value: T) {
  return z.object({ was: value.optional(), now: value });
}

/** The schema of an undo of one field: put `now` back if the field still holds `ifStill` (S30). */
export function revertOf<T extends z.ZodType>(value: T) {
  return z.object({ ifStill: value, now: value });
}

export interface FieldChange {
  readonly was?: Json | undefined;
  readonly now: Json;
}

export interface FieldRevert {
  readonly ifStill: Json;
  readonly now: Json;
}

/** Changes by field name. A field that is left out is not touched. */
export type FieldChanges = Readonly<Record<string, FieldChange | undefined>>;

/**
 * Applies changes to a row by the rules for conflicts: fields not named stand (S27); a short field
 * takes the later arrival and says whom it overwrote (S28); long text is merged (S29). `also` holds
 * fields that follow from any change, such as `updatedAt`.
 */
export function* changeFields<M extends Model>(
  model: M,
  row: RowOf<M>,
  changes: FieldChanges,
  also: Partial<RowOf<M>>,
): Effect<RowOf<M>> {
  const next: Record<string, Json> = {};
  for (const [field, change] of Object.entries(changes)) {
    if (change === undefined) continue;
    const current = row[field] ?? null;
    if (sameJson(current, change.now)) continue;
    const unseen = !sameJson(current, change.was);
    if (unseen && model.longText.includes(field)) {
      next[field] = mergeOrRefuse(field, change, current);
      continue;
    }
    if (unseen) yield { kind: 'overwritten', overwritten: { table: model.table, id: row.id, field } };
    next[field] = change.now;
  }
  if (Object.keys(next).length === 0) return row;
  return yield* update(model, row, { ...next, ...also } as Partial<RowOf<M>>);
}

/** What cannot be merged is refused, so that the server's text stands and the author's is kept (S29). */
function mergeOrRefuse(field: string, change: FieldChange, current: Json): string {
  const merged = mergeText(String(change.was ?? ''), String(change.now ?? ''), String(current ?? ''));
  if (merged !== undefined) return merged;
  throw new HoldfastError(
    'CONFLICT',
    `Somebody else changed the same lines of the ${field} meanwhile. Theirs stands; yours is kept here.`,
    { reason: 'text-conflict' },
  );
}
