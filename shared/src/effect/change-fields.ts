import { z } from 'zod';
import type { Model, RowOf } from '../entity/define-model.ts';
import { fieldOf } from '../entity/field-of.ts';
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
    const current = fieldOf(model, row, field);
    if (sameJson(current, change.now)) continue;
    const unseen = change.was === undefined || !sameJson(current, change.was);
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

/** Reverts by field name. */
export type FieldReverts = Readonly<Record<string, FieldRevert | undefined>>;

/**
 * Undoes changes of a row's fields: a field is put back if it still holds what the change had made
 * of it, long text also where the two can be merged; any other is left, and its author told (S30).
 */
export function* revertFields<M extends Model>(
  model: M,
  row: RowOf<M>,
  reverts: FieldReverts,
  also: Partial<RowOf<M>>,
): Effect<RowOf<M>> {
  const next: Record<string, Json> = {};
  for (const [field, revert] of Object.entries(reverts)) {
    const current = fieldOf(model, row, field);
    if (revert === undefined || sameJson(current, revert.now)) continue;
    const value = model.longText.includes(field) ? mergedBack(revert, current) : putBack(revert, current);
    if (value === undefined) yield { kind: 'skipped', skipped: { table: model.table, id: row.id, field } };
    else next[field] = value;
  }
  if (Object.keys(next).length === 0) return row;
  return yield* update(model, row, { ...next, ...also } as Partial<RowOf<M>>);
}

function putBack({ ifStill, now }: FieldRevert, current: Json): Json | undefined {
  return sameJson(current, ifStill) ? now : undefined;
}

function mergedBack({ ifStill, now }: FieldRevert, current: Json): string | undefined {
  return mergeText(String(ifStill ?? ''), String(now ?? ''), String(current ?? ''));
}

/** Reverts of these changes: each puts back what their author had seen. Nothing where that is not known, or nothing changed. */
export function revertsOf(changes: FieldChanges): Record<string, { ifStill: Json; now: Json }> | undefined {
  const reverts = Object.entries(changes).flatMap(([field, change]) => {
    if (change?.was === undefined || sameJson(change.was, change.now)) return [];
    return [[field, { ifStill: change.now, now: change.was }] as const];
  });
  return reverts.length === 0 ? undefined : Object.fromEntries(reverts);
}

/** Reverts as the changes that they make where nothing came between. */
export function changesOfReverts(reverts: FieldReverts): FieldChanges {
  const changes = Object.entries(reverts).flatMap(([field, revert]) =>
    revert === undefined ? [] : [[field, { was: revert.ifStill, now: revert.now }] as const],
  );
  return Object.fromEntries(changes);
}

/** What cannot be merged is refused, so that the server's text stands and the author's is kept (S29). Over an empty text nothing is lost. */
function mergeOrRefuse(field: string, change: FieldChange, current: Json): string {
  const [now, there] = [String(change.now ?? ''), String(current ?? '')];
  const nothingSeen = there === '' ? now : undefined;
  const merged = change.was === undefined ? nothingSeen : mergeText(String(change.was ?? ''), now, there);
  if (merged !== undefined) return merged;
  throw new HoldfastError(
    'CONFLICT',
    `Somebody else changed the same lines of the ${field} meanwhile. Theirs stands; yours is kept here.`,
    { reason: 'text-conflict' },
  );
}
