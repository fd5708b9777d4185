import { audienceOf } from '@holdfast/shared/audience.ts';
import { hashRow } from '@holdfast/shared/hash.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import type { StoredEntry, StoredRow } from '../store/records.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import { runReadingEffect } from '../sync/run-effect.ts';
import type { Problems } from './problems.ts';

/** Checks a row by itself, and that exactly those have entries of it who may see it. */
export function* checkRow(table: string, row: StoredRow, newest: number, problems: Problems): ReadWork<void> {
  const name = `${findModel(table)?.label ?? table} ${row.id}`;
  const say = (problem: string): void => problems.add(`The ${name} ${problem}`);
  if (row.version > newest) say(`is of change ${row.version}, beyond the newest, ${newest}.`);
  if (row.data.id !== row.id) say('holds another id.');
  const entries = yield* readStore((tx) => tx.entriesOfRow(table, row.id));
  const live = entries.filter(({ gone }) => !gone);
  if (row.deleted) {
    if (live.length > 0) say(`is deleted, but still in ${namesOf(live)}.`);
    return;
  }
  yield* checkContent(table, row, say);
  yield* checkAudience(table, row, live, say);
}

type Say = (problem: string) => void;

function* checkContent(table: string, { id, version, data }: StoredRow, say: Say): ReadWork<void> {
  const parsed = findModel(table)?.schema.safeParse(data);
  if (parsed?.success === false) say(`is not well formed: ${parsed.error.issues[0]?.path.join('.')}.`);
  const stored = yield* readStore((tx) => tx.rowHash(table, id));
  if (stored !== hashRow(table, id, version, JSON.stringify(data))) say('is not what its hash says.');
}

function* checkAudience(
  table: string,
  row: StoredRow,
  live: readonly StoredEntry[],
  say: Say,
): ReadWork<void> {
  const audience = yield* runReadingEffect(audienceOf(findModel, table, row.data));
  const held = new Set(live.map(({ scope }) => scope));
  const missing = [...audience].filter((scope) => !held.has(scope));
  const wrong = live.filter(({ scope }) => !audience.has(scope));
  const old = live.filter(({ version }) => version < row.version);
  if (missing.length > 0) say(`should be in ${missing.join(', ')}, but is not.`);
  if (wrong.length > 0) say(`should not be in ${namesOf(wrong)}, but is.`);
  if (old.length > 0) say(`was changed, but not in ${namesOf(old)}.`);
}

function namesOf(entries: readonly StoredEntry[]): string {
  return entries.map(({ scope }) => scope).join(', ');
}
