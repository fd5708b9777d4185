import { limits } from '@holdfast/shared/protocol/limits.ts';
import type { Cursor, Entry } from '@holdfast/shared/protocol/stream.ts';
import type { RowText, StoredEntry } from '../store/records.ts';
import type { ReadWork } from '../store/work.ts';
import { ByRow } from './by-row.ts';
import { readTexts, type Texts } from './read-texts.ts';

/** Rows read at once. How large they are is known only then, so it is not many. */
const ROWS_AT_ONCE = 60;

/** What a page has taken in so far: never more than a page, however much there is to tell. */
export class PageBuilder {
  readonly entries: Entry[] = [];
  /** As JSON text: they go from the disk to the wire undecoded. */
  readonly rows: string[] = [];
  readonly cursors: Record<string, Cursor> = {};
  #bytes = 0;
  readonly #limit: number;
  readonly #seen = new ByRow<true>();

  constructor(limit: number) {
    this.#limit = Math.min(limit, limits.pullEntries);
  }

  /** How many entries still fit. */
  get room(): number {
    return this.#bytes >= limits.pullBytes ? 0 : this.#limit - this.entries.length;
  }

  /** Takes in entries in their order as long as they fit. Says how many did. */
  *addAll(entries: readonly StoredEntry[]): ReadWork<number> {
    let added = 0;
    while (added < entries.length && this.room > 0) {
      const next = entries.slice(added, added + Math.min(ROWS_AT_ONCE, this.room));
      added += this.#addSome(next, yield* readTexts(next.filter((entry) => this.#needsRow(entry))));
    }
    return added;
  }

  /** Adds entries with their rows until it is full. */
  #addSome(entries: readonly StoredEntry[], texts: Texts): number {
    for (const [place, entry] of entries.entries()) {
      if (this.room === 0) return place;
      const { scope, table, id, version, gone } = entry;
      this.entries.push(gone ? { scope, table, id, version, gone } : { scope, table, id, version });
      if (this.#needsRow(entry)) this.#addRow(entry, texts.get(table)?.get(id));
    }
    return entries.length;
  }

  #needsRow(entry: StoredEntry): boolean {
    return !entry.gone && !this.#seen.has(entry);
  }

  #addRow(entry: StoredEntry, row: RowText | undefined): void {
    this.#seen.set(entry, true);
    if (row === undefined) return;
    const { table, id } = entry;
    const text = `{"table":"${table}","id":"${id}","version":${row.version},"data":${row.json}}`;
    this.rows.push(text);
    this.#bytes += text.length;
  }
}
