import type { StoredEntry } from '../store/records.ts';
import type { ReadWork } from '../store/work.ts';
import type { PageBuilder } from './page-builder.ts';
import type { ScopeReader } from './scope-reader.ts';

interface Due {
  readonly reader: ScopeReader;
  readonly entry: StoredEntry;
}

/**
 * Adds what is new in all scopes, in the order of versions, as far as it fits (S15): so a row that
 * several scopes name travels once, and not once in each scope's turn.
 */
export function* readUpwards(readers: readonly ScopeReader[], page: PageBuilder): ReadWork<void> {
  while (page.room > 0) {
    for (const reader of readers) yield* reader.lookAhead();
    const due = dueOf(readers);
    if (due.length === 0) return;
    const added = yield* page.addAll(due.map(({ entry }) => entry));
    for (const { reader } of due.slice(0, added)) reader.take();
  }
}

/** What is known to come next: beyond the nearest horizon a scope may have something before it. */
function dueOf(readers: readonly ScopeReader[]): Due[] {
  const horizons = readers.flatMap((reader) => reader.horizon ?? []).sort(byPlace);
  const nearest = horizons[0];
  return readers
    .flatMap((reader) => reader.ahead.map((entry) => ({ reader, entry })))
    .filter(({ entry }) => nearest === undefined || byPlace(entry, nearest) <= 0)
    .sort((left, right) => byPlace(left.entry, right.entry));
}

function byPlace(left: StoredEntry, right: StoredEntry): number {
  if (left.version !== right.version) return left.version - right.version;
  if (left.table !== right.table) return left.table < right.table ? -1 : 1;
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}
