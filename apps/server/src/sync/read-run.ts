import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { limits } from '@holdfast/shared/protocol/limits.ts';
import type { WireRow } from '@holdfast/shared/protocol/stream.ts';
import type { ResultRecord, ScopeHead, StoredEntry } from '../store/records.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import { activePerson } from './person.ts';

/** What a run of commits changed, as far as this process has to tell somebody. */
export interface Run {
  readonly epoch: string;
  readonly version: number;
  readonly heads: readonly ScopeHead[];
  /** Entries by scope; nothing for a scope in which too much changed to send (S13). */
  readonly entries: ReadonlyMap<string, readonly StoredEntry[] | undefined>;
  /** Contents by `table/id`, with their size in characters. */
  readonly rows: ReadonlyMap<string, SizedRow>;
  readonly results: readonly ResultRecord[];
  /** The scopes that these people have now; nothing for somebody who may no longer be here. */
  readonly people: ReadonlyMap<string, ReadonlySet<string> | undefined>;
}

export interface SizedRow {
  readonly row: WireRow;
  readonly size: number;
}

/**
 * Reads the run of commits above a version, in one snapshot; nothing if there was none. Entries are
 * read only of scopes that `isHeld` by somebody here; the scopes of all people whose grants changed
 * are read, because somebody may connect while this is read.
 */
export function* readRun(above: number, isHeld: (scope: string) => boolean): ReadWork<Run | undefined> {
  const version = yield* readStore((tx) => tx.version());
  if (version <= above) return undefined;
  const epoch = yield* readStore((tx) => tx.epoch());
  const heads = yield* readStore((tx) => tx.headsAbove(above));
  const people = yield* readPeople(above);
  const reached = new Set([...people.values()].flatMap((scopes) => [...(scopes ?? [])]));
  const entries = new Map<string, readonly StoredEntry[] | undefined>();
  const rows = new Map<string, SizedRow>();
  for (const { scope } of heads) {
    if (!isHeld(scope) && !reached.has(scope)) continue;
    const changed = yield* readEntries(scope, above);
    entries.set(scope, changed);
    for (const entry of changed ?? []) yield* readRow(entry, rows);
  }
  const results = yield* readStore((tx) => tx.acceptedAbove(above));
  return { epoch, version, heads, entries, rows, results, people };
}

function* readPeople(above: number): ReadWork<ReadonlyMap<string, ReadonlySet<string> | undefined>> {
  const people = new Map<string, ReadonlySet<string> | undefined>();
  for (const userId of yield* readStore((tx) => tx.peopleWithGrantsAbove(above))) {
    people.set(userId, yield* scopesNow(userId));
  }
  return people;
}

function* scopesNow(userId: string): ReadWork<ReadonlySet<string> | undefined> {
  try {
    return (yield* activePerson(userId)).scopes;
  } catch (error) {
    if (error instanceof HoldfastError) return undefined;
    throw error;
  }
}

function* readEntries(scope: string, above: number): ReadWork<readonly StoredEntry[] | undefined> {
  const after = { version: above + 1, table: '', id: '' };
  const entries = yield* readStore((tx) => tx.entriesAfter(scope, after, limits.deltaRows + 1));
  return entries.length > limits.deltaRows ? undefined : entries;
}

function* readRow(entry: StoredEntry, rows: Map<string, SizedRow>): ReadWork<void> {
  const key = `${entry.table}/${entry.id}`;
  if (entry.gone || rows.has(key)) return;
  const text = yield* readStore((tx) => tx.rowText(entry.table, entry.id));
  if (text === undefined) return;
  const data = JSON.parse(text.json) as WireRow['data'];
  const row = { table: entry.table, id: entry.id, version: text.version, data };
  rows.set(key, { row, size: text.json.length });
}
