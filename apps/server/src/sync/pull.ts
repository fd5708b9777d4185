import { limits } from '@holdfast/shared/protocol/limits.ts';
import type { PullRequest, PullResponse } from '@holdfast/shared/protocol/pull.ts';
import type { Cursor, Entry } from '@holdfast/shared/protocol/stream.ts';
import type { ClientRecord, EntryPlace, StoredEntry } from '../store/records.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import { type Sender, toResult } from './execute-mutation.ts';
import { activePerson } from './person.ts';

/** The most results that one page brings; the rest come with the next pull. */
const MOST_RESULTS = 20_000;

/** A page without its rows, and the rows as JSON text: they go from the disk to the wire undecoded. */
export interface Page {
  readonly head: Omit<PullResponse, 'rows'>;
  readonly rows: readonly string[];
  /** The client, if it has pushed before and what it has acknowledged is news. */
  readonly client: ClientRecord | undefined;
}

/** What a page has taken in so far. */
class PageBuilder {
  readonly entries: Entry[] = [];
  readonly rows: string[] = [];
  readonly cursors: Record<string, Cursor> = {};
  #bytes = 0;
  readonly #limit: number;
  readonly #seen = new Set<string>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many entries still fit. */
  get room(): number {
    return this.#bytes >= limits.pullBytes ? 0 : this.#limit - this.entries.length;
  }

  *add(entry: StoredEntry): ReadWork<void> {
    const { scope, table, id, version, gone } = entry;
    this.entries.push(gone ? { scope, table, id, version, gone } : { scope, table, id, version });
    const key = `${table}/${id}`;
    if (gone || this.#seen.has(key)) return;
    this.#seen.add(key);
    const row = yield* readStore((tx) => tx.rowText(table, id));
    if (row === undefined) return;
    const text = `{"table":"${table}","id":"${id}","version":${row.version},"data":${row.json}}`;
    this.rows.push(text);
    this.#bytes += text.length;
  }
}

/**
 * One page of what a person's scopes hold after the client's cursors, read in one snapshot (S15).
 * With another epoch the cursors mean nothing, and everything is read from the start (S19).
 * @throws AUTHORIZATION_FAILED (`disabled`)
 */
export function* readPage(sender: Sender, request: PullRequest): ReadWork<Page> {
  const epoch = yield* readStore((tx) => tx.epoch());
  const { scopes } = yield* activePerson(sender.userId);
  const cursors = request.epoch === epoch ? request.cursors : {};
  const builder = new PageBuilder(Math.min(request.limit, limits.pullEntries));
  let more = false;
  for (const scope of scopes) {
    const finished = yield* readScope(scope, cursors[scope] ?? { version: 0 }, builder);
    more ||= !finished;
  }
  const client = yield* ownClient(sender);
  const page = { epoch, scopes: [...scopes], cursors: builder.cursors, entries: builder.entries, more };
  return {
    head: more ? page : { ...page, ...(yield* readEnd(scopes, client, request.acked)) },
    rows: builder.rows,
    client: client !== undefined && request.acked > client.acked ? client : undefined,
  };
}

/** Adds what fits of one scope and sets its cursor. Says whether its end was reached. */
function* readScope(scope: string, cursor: Cursor, builder: PageBuilder): ReadWork<boolean> {
  const head = yield* readStore((tx) => tx.head(scope));
  const at = cursor.at ?? head;
  let place = placeOf(cursor);
  builder.cursors[scope] = cursor;
  // In small steps, because the size of the rows is known only once they are read.
  while (builder.room > 0) {
    const wanted = Math.min(builder.room, STEP);
    const entries = yield* readStore((tx) => tx.entriesAfter(scope, place, wanted));
    for (const entry of entries) yield* builder.add(entry);
    if (entries.length < wanted) {
      builder.cursors[scope] = { version: head };
      return true;
    }
    place = entries.at(-1) ?? place;
    builder.cursors[scope] = { version: place.version, table: place.table, id: place.id, at };
  }
  return false;
}

/** Entries read at once. */
const STEP = 100;

/** After the last table and id that there can be, where a cursor stands behind a whole version. */
const END_OF_VERSION = '\u{10ffff}';

function placeOf(cursor: Cursor): EntryPlace {
  return {
    version: cursor.version,
    table: cursor.table ?? END_OF_VERSION,
    id: cursor.id ?? END_OF_VERSION,
  };
}

/** What only the last page holds: the heads, and the results that the client has not acknowledged. */
function* readEnd(
  scopes: ReadonlySet<string>,
  client: ClientRecord | undefined,
  acked: number,
): ReadWork<Pick<PullResponse, 'heads' | 'results'>> {
  const heads: Record<string, number> = {};
  for (const scope of scopes) heads[scope] = yield* readStore((tx) => tx.head(scope));
  if (client === undefined) return { heads, results: [] };
  const from = Math.max(client.acked, acked);
  const results = yield* readStore((tx) => tx.resultsAfter(client.clientId, from, MOST_RESULTS));
  return { heads, results: results.map(toResult) };
}

/** Results are shown to the person who pushed them and to nobody else (S7). */
function* ownClient(sender: Sender): ReadWork<ClientRecord | undefined> {
  const client = yield* readStore((tx) => tx.client(sender.clientId));
  return client?.userId === sender.userId ? client : undefined;
}
