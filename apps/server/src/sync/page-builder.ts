import { limits } from '@holdfast/shared/protocol/limits.ts';
import type { Cursor, Entry } from '@holdfast/shared/protocol/stream.ts';
import type { StoredEntry } from '../store/records.ts';
import { type ReadWork, readStore } from '../store/work.ts';

/** What a page has taken in so far: never more than a page, however much there is to tell. */
export class PageBuilder {
  readonly entries: Entry[] = [];
  /** As JSON text: they go from the disk to the wire undecoded. */
  readonly rows: string[] = [];
  readonly cursors: Record<string, Cursor> = {};
  #bytes = 0;
  readonly #limit: number;
  readonly #seen = new Set<string>();

  constructor(limit: number) {
    this.#limit = Math.min(limit, limits.pullEntries);
  }

  /** How many entries still fit. */
  get room(): number {
    return this.#bytes >= limits.pullBytes ? 0 : this.#limit - this.entries.length;
  }

  /** Takes in entries as long as they fit. Gives the last one that did. */
  *addAll(entries: readonly StoredEntry[]): ReadWork<StoredEntry | undefined> {
    let last: StoredEntry | undefined;
    for (const entry of entries) {
      if (this.room === 0) break;
      yield* this.#add(entry);
      last = entry;
    }
    return last;
  }

  *#add({ scope, table, id, version, gone }: StoredEntry): ReadWork<void> {
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
