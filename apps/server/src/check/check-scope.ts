import { addHash } from '@holdfast/shared/hash.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import type { EntryPlace, ScopeState, StoredEntry } from '../store/records.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import type { Problems } from './problems.ts';

/** Entries that are read at once. */
const STEP = 500;

const BEGINNING: EntryPlace = { version: 0, table: '', id: '' };

/** What the entries of a scope add up to. */
interface Sum {
  digest: number;
  live: number;
  newest: number;
}

/** Checks that a scope's head, digest and number of rows are those of its entries, and that each entry has its row. */
export function* checkScope(scope: string, version: number, problems: Problems): ReadWork<void> {
  const state = yield* readStore((tx) => tx.scopeState(scope));
  const sum: Sum = { digest: 0, live: 0, newest: 0 };
  for (let place = BEGINNING; ; ) {
    const after = place;
    const entries = yield* readStore((tx) => tx.entriesAfter(scope, after, STEP));
    for (const entry of entries) yield* addEntry(entry, sum, problems);
    if (entries.length < STEP) break;
    place = entries.at(-1) ?? after;
  }
  compare(scope, state, sum, version, problems);
}

function* addEntry(
  { scope, table, id, version, gone }: StoredEntry,
  sum: Sum,
  problems: Problems,
): ReadWork<void> {
  sum.newest = Math.max(sum.newest, version);
  if (gone) return;
  const hash = findModel(table) === undefined ? 0 : yield* readStore((tx) => tx.rowHash(table, id));
  if (hash === 0) problems.add(`The scope ${scope} names ${table} ${id}, which is not there.`);
  sum.digest = addHash(sum.digest, hash);
  sum.live += 1;
}

function compare(scope: string, state: ScopeState, sum: Sum, version: number, problems: Problems): void {
  if (state.head < sum.newest) {
    problems.add(`The head of the scope ${scope} is ${state.head}, but it has an entry of ${sum.newest}.`);
  }
  if (state.head > version) {
    problems.add(`The head of the scope ${scope} is ${state.head}, beyond the newest change ${version}.`);
  }
  if (state.live !== sum.live) {
    problems.add(`The scope ${scope} says that it holds ${state.live} rows, but it holds ${sum.live}.`);
  }
  if (state.digest !== sum.digest) problems.add(`The digest of the scope ${scope} is not that of its rows.`);
}
