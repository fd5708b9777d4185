import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { limits } from '@holdfast/shared/protocol/limits.ts';
import type { WireRow } from '@holdfast/shared/protocol/stream.ts';
import type { ResultRecord, ScopeHead, StoredEntry } from '../store/records.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import { activePerson } from './person.ts';
import { readTexts } from './read-texts.ts';

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

/** Entries that leave a scope are small: some more of them than rows fit a delta. */
const MOST_ENTRIES = limits.deltaRows * 2 + 1;

/** Rows read at once: how large they are is known only then. */
const ROWS_AT_ONCE = 60;

/** What the rows of one run may take in memory, in characters; scopes beyond it go out as heads only. */
const MOST_BYTES = 16 * 1024 * 1024;

export interface SizedRow {
  readonly row: WireRow;
  readonly size: number;
}

/** Where the data stands, and what was committed above a version, if anything was. */
export interface FoundRun {
  readonly epoch: string;
  readonly version: number;
  readonly run: Run | undefined;
}

/**
 * Reads the run of commits above a version, in one snapshot. Entries are read only of scopes that
 * `isHeld` by somebody here; the scopes of all people whose grants changed are read, because somebody
 * may connect while this is read.
 */
export function* readRun(above: number, isHeld: (scope: string) => boolean): ReadWork<FoundRun> {
  const version = yield* readStore((tx) => tx.version());
  const epoch = yield* readStore((tx) => tx.epoch());
  if (version <= above) return { epoch, version, run: undefined };
  const heads = yield* readStore((tx) => tx.headsAbove(above));
  const people = yield* readPeople(above);
  const reached = new Set([...people.values()].flatMap((scopes) => [...(scopes ?? [])]));
  const content = new RunContent(above);
  for (const head of heads) {
    if (isHeld(head.scope) || reached.has(head.scope)) yield* content.addScope(head);
  }
  const results = yield* readStore((tx) => tx.acceptedAbove(above));
  const { entries, rows } = content;
  return { epoch, version, run: { epoch, version, heads, entries, rows, results, people } };
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

/** What is read of a run: of each scope at most what fits a delta, and never much in all (S13). */
class RunContent {
  readonly entries = new Map<string, readonly StoredEntry[] | undefined>();
  readonly rows = new Map<string, SizedRow>();
  readonly #above: number;
  #bytes = 0;

  constructor(above: number) {
    this.#above = above;
  }

  *addScope({ scope, historyStartsAt }: ScopeHead): ReadWork<void> {
    // Some of what left the scope is no longer named: only a pull can tell (S18).
    const isWhole = historyStartsAt <= this.#above && this.#bytes < MOST_BYTES;
    this.entries.set(scope, isWhole ? yield* this.#readScope(scope) : undefined);
  }

  *#readScope(scope: string): ReadWork<readonly StoredEntry[] | undefined> {
    const after = { version: this.#above + 1, table: '', id: '' };
    const entries = yield* readStore((tx) => tx.entriesAfter(scope, after, MOST_ENTRIES));
    if (entries.length === MOST_ENTRIES) return undefined;
    const live = entries.filter((entry) => !entry.gone);
    const rows = [...new Map(live.map((entry) => [keyOf(entry), entry])).values()];
    if (rows.length > limits.deltaRows) return undefined;
    let bytes = 0;
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      bytes += yield* this.#readRows(rows.slice(start, start + ROWS_AT_ONCE));
      if (bytes > limits.deltaBytes) return undefined;
    }
    return entries;
  }

  /** Gives the size of these rows. Each is read once however many scopes name it. */
  *#readRows(rows: readonly StoredEntry[]): ReadWork<number> {
    const texts = yield* readTexts(rows.filter((row) => !this.rows.has(keyOf(row))));
    for (const { table, id } of rows) {
      const text = texts.get(table)?.get(id);
      if (text === undefined) continue;
      const data = JSON.parse(text.json) as WireRow['data'];
      const size = text.json.length;
      this.rows.set(keyOf({ table, id }), { row: { table, id, version: text.version, data }, size });
      this.#bytes += size;
    }
    return rows.reduce((sum, row) => sum + (this.rows.get(keyOf(row))?.size ?? 0), 0);
  }
}

/** The name of a row among those of all tables. */
export function keyOf({ table, id }: { table: string; id: string }): string {
  return `${table}/${id}`;
}
