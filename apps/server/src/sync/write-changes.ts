import { audienceOf } from '@holdfast/shared/audience.ts';
import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { allModels, findModel } from '@holdfast/shared/registry.ts';
import type { StoredEntry } from '../store/records.ts';
import { readStore, type WriteWork, writeStore } from '../store/work.ts';
import type { RowChange, RowChanges } from './row-changes.ts';
import { runEffect } from './run-effect.ts';

const nobody: ReadonlySet<string> = new Set();

/** Writes a mutation's rows and their entries at its version. Gives the scopes whose heads it moves. */
export function* writeChanges(rows: RowChanges, version: number): WriteWork<ReadonlySet<string>> {
  const moved = new Set<string>();
  for (const change of rows.list()) {
    yield* writeRow(change, version);
    yield* writeEntries(change, rows, version, moved);
  }
  return moved;
}

function* writeRow({ table, id, before, after }: RowChange, version: number): WriteWork<void> {
  if (after === undefined) return yield* writeStore((tx) => tx.deleteRow(table, version, id));
  if (before === undefined) return yield* writeStore((tx) => tx.insertRow(table, version, after));
  yield* writeStore((tx) => tx.updateRow(table, version, after));
}

/** A changed row is news in every scope it is in now, and gone from those it left (S9). */
function* writeEntries(
  { table, id, before, after }: RowChange,
  rows: RowChanges,
  version: number,
  moved: Set<string>,
): WriteWork<void> {
  const was = before === undefined ? nobody : yield* scopesOfEntries(table, id);
  const audience = yield* audienceNow(rows, table, after);
  for (const scope of audience) yield* putEntry({ scope, table, id, version, gone: false }, moved);
  const left = without(was, audience);
  for (const scope of left) yield* putEntry({ scope, table, id, version, gone: true }, moved);
  const changed = left.length > 0 || audience.size !== was.size;
  // Nothing can hang below a row that has just come to be.
  if (before !== undefined && changed) yield* restampChildren(table, id, rows, version, moved);
}

/**
 * An audience changed: the rows below share it, so they get entries for the scopes that they
 * entered or left, and only for those; their versions stay (S10).
 */
function* restampChildren(
  table: string,
  id: string,
  rows: RowChanges,
  version: number,
  moved: Set<string>,
): WriteWork<void> {
  for (const model of allModels) {
    const link = model.parentColumn;
    if (link === undefined || !link.tables.includes(table)) continue;
    const where = { [link.column]: id };
    const children = yield* rows.perform({ kind: 'query', table: model.table, where });
    if (!Array.isArray(children)) continue;
    for (const child of children) yield* restamp(model.table, child, rows, version, moved);
  }
}

function* restamp(
  table: string,
  row: RowData,
  rows: RowChanges,
  version: number,
  moved: Set<string>,
): WriteWork<void> {
  const was = yield* scopesOfEntries(table, row.id);
  const audience = yield* audienceNow(rows, table, row);
  const entered = without(audience, was);
  const left = without(was, audience);
  for (const scope of entered) yield* putEntry({ scope, table, id: row.id, version, gone: false }, moved);
  for (const scope of left) yield* putEntry({ scope, table, id: row.id, version, gone: true }, moved);
  if (entered.length + left.length > 0) yield* restampChildren(table, row.id, rows, version, moved);
}

function* scopesOfEntries(table: string, id: string): WriteWork<ReadonlySet<string>> {
  const entries = yield* readStore((tx) => tx.entriesOfRow(table, id));
  return new Set(entries.filter((entry) => !entry.gone).map((entry) => entry.scope));
}

function* audienceNow(
  rows: RowChanges,
  table: string,
  row: RowData | undefined,
): WriteWork<ReadonlySet<string>> {
  return row === undefined ? nobody : yield* runEffect(audienceOf(findModel, table, row), rows);
}

function* putEntry(entry: StoredEntry, moved: Set<string>): WriteWork<void> {
  moved.add(entry.scope);
  yield* writeStore((tx) => tx.putEntry(entry));
}

function without(scopes: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...scopes].filter((scope) => !others.has(scope));
}
