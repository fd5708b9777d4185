import { seenValues } from '@holdfast/shared/effect/seen-values.ts';
import { canonicalJson, type Json } from '@holdfast/shared/json.ts';
import { readChanges } from './field-changes.ts';
import type { NewPending } from './outbox.ts';
import { renumberOutbox } from './outbox.ts';
import { placeOffset } from './places.ts';
import type { Statements } from './statements.ts';

interface ConfirmedRow {
  place: number;
  id: string;
  name: string;
  args: string;
  at: string;
}

/**
 * Moves an accepted change out of the outbox and keeps it for a while, in case the server is
 * restored to a time before it (S19). Says whether it was there. It is dated by `dateConfirmed`.
 */
export function confirm(statements: Statements, seq: number, id: string): boolean {
  const moved = statements.run(
    `INSERT OR REPLACE INTO confirmed (place, id, name, args, at, settled_at)
     SELECT ?, id, name, args, at, 0 FROM outbox WHERE seq = ? AND id = ?`,
    placeOffset(statements) + seq,
    seq,
    id,
  );
  if (moved > 0) statements.run('DELETE FROM outbox WHERE seq = ?', seq);
  return moved > 0;
}

/** Dates what was accepted since the last time, in milliseconds since 1970: later than it was, so it is kept longer, never shorter. */
export function dateConfirmed(statements: Statements, now: number): void {
  statements.run('UPDATE confirmed SET settled_at = ? WHERE settled_at = 0', now);
}

/** Forgets what was accepted before a time. */
export function pruneConfirmed(statements: Statements, before: number): void {
  statements.run('DELETE FROM confirmed WHERE settled_at > 0 AND settled_at < ?', before);
}

/** Ids of own accepted changes in their order, a chunk of them after a place; `last` is the place of the last one. */
export function readConfirmedIds(
  statements: Statements,
  after: number,
  limit: number,
): { ids: string[]; last: number } {
  const rows = statements.all<{ place: number; id: string }>(
    'SELECT place, id FROM confirmed WHERE place > ? ORDER BY place LIMIT ?',
    after,
    limit,
  );
  return { ids: rows.map((row) => row.id), last: rows.at(-1)?.place ?? after };
}

/**
 * Puts accepted changes that the server lost back into the outbox, where they were when they were
 * made, and numbers all of it from 1 under a new client id (S19). Ids stay. The caller rebuilds the
 * overlay.
 */
export function requeueConfirmed(statements: Statements, ids: readonly string[], clientId: string): void {
  const rows = ids.flatMap((id) => takeConfirmed(statements, id) ?? []);
  const inOrder = rows.sort((left, right) => left.place - right.place);
  const linked = linkSeen(inOrder.map(toPending));
  const returning = inOrder.flatMap(({ place }, index) => {
    const mutation = linked[index];
    return mutation === undefined ? [] : { place, mutation };
  });
  renumberOutbox(statements, clientId, returning);
}

function takeConfirmed(statements: Statements, id: string): ConfirmedRow | undefined {
  const row = statements.get<ConfirmedRow>(
    'SELECT place, id, name, args, at FROM confirmed WHERE id = ?',
    id,
  );
  if (row === undefined || statements.get('SELECT 1 FROM outbox WHERE id = ?', id) !== undefined)
    return undefined;
  statements.run('DELETE FROM confirmed WHERE id = ?', id);
  return row;
}

/** Names for each change the ones before it from which its author had seen values (S27): the server may answer otherwise this time. */
function linkSeen(mutations: readonly NewPending[]): NewPending[] {
  const writers = new Map<string, string>();
  return mutations.map((mutation) => {
    const changes = readChanges(mutation);
    if (changes === undefined) return mutation;
    const keyOf = (field: string, value: Json) =>
      `${changes.table} ${changes.id} ${field} ${canonicalJson(value)}`;
    const seen = [...seenValues(mutation.args, changes)];
    const after = seen.flatMap(([field, was]) => writers.get(keyOf(field, was)) ?? []);
    for (const [field, change] of Object.entries(changes.fields))
      if (change !== undefined) writers.set(keyOf(field, change.now), mutation.id);
    return { ...mutation, after: [...new Set(after)] };
  });
}

function toPending({ id, name, args, at }: ConfirmedRow): NewPending {
  return { id, name, args: JSON.parse(args), at, after: [] };
}
