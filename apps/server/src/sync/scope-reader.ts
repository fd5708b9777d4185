import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Cursor, Place } from '@holdfast/shared/protocol/stream.ts';
import type { EntryPlace, ScopeState, StoredEntry } from '../store/records.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import type { PageBuilder } from './page-builder.ts';

/** Entries read at once. */
const STEP = 300;

/** After the last table and id that there can be, where a cursor stands behind a whole version. */
const END_OF_VERSION = '\u{10ffff}';

/** Reads one scope for a page: first upwards, to what is new, then downwards, to what is old. */
export class ScopeReader {
  readonly #head: number;
  #cursor: Cursor;
  /** Whether its snapshot begins in this page. */
  readonly begins: boolean;
  readonly #scope: string;
  /** What came after the cursor, as far as it was read; the first so many are taken. */
  #ahead: readonly StoredEntry[] = [];
  #taken = 0;

  constructor(scope: string, head: number, cursor: Cursor, begins: boolean) {
    this.#scope = scope;
    this.#head = head;
    this.#cursor = cursor;
    this.begins = begins;
  }

  get scope(): string {
    return this.#scope;
  }

  /** Where the client stands after this page. */
  get cursor(): Cursor {
    return this.#cursor;
  }

  /** Whether there is more to read than this page holds. */
  get hasMore(): boolean {
    return (
      this.#cursor.table !== undefined || this.#cursor.version < this.#head || this.#snapshot !== undefined
    );
  }

  get #snapshot() {
    return this.#cursor.snapshot;
  }

  /** Reads on after the cursor, unless there is something that was not taken yet. */
  *lookAhead(): ReadWork<void> {
    if (this.#taken < this.#ahead.length || this.#isAtHead) return;
    const place = placeOf(this.#cursor);
    this.#ahead = yield* readStore((tx) => tx.entriesAfter(this.#scope, place, STEP));
    this.#taken = 0;
    if (this.#ahead.length === 0) this.#move({ version: this.#head });
  }

  /** The last entry that it knows of what is new, where there is more behind it. */
  get horizon(): StoredEntry | undefined {
    return this.#ahead.length < STEP ? undefined : this.#ahead.at(-1);
  }

  /** Entries that were read and not taken yet. */
  get ahead(): readonly StoredEntry[] {
    return this.#ahead.slice(this.#taken);
  }

  /** Moves behind the next of the entries ahead: it is in the page (S15). A page may end inside a commit. */
  take(): void {
    const entry = this.#ahead[this.#taken];
    if (entry === undefined) return;
    // The cursor stays good as long as the history reaches back to where it began (S16).
    const at = this.#cursor.at ?? this.#cursor.version;
    this.#taken += 1;
    const isLast = this.#taken === this.#ahead.length && this.horizon === undefined;
    const { version, table, id } = entry;
    this.#move(isLast ? { version: this.#head } : { version, table, id, at });
  }

  get #isAtHead(): boolean {
    return this.#cursor.table === undefined && this.#cursor.version >= this.#head;
  }

  /** Adds what a snapshot has not brought yet, newest first, as far as it fits (S16). */
  *readDownwards(page: PageBuilder): ReadWork<void> {
    if (this.#snapshot === undefined) return;
    const { top } = this.#snapshot;
    let floor: Place = this.#snapshot.floor;
    while (page.room > 0) {
      const entries = yield* readStore((tx) => tx.entriesBefore(this.#scope, floor, STEP));
      const added = yield* page.addAll(entries);
      const last = entries[added - 1];
      if (last !== undefined) floor = { version: last.version, table: last.table, id: last.id };
      const isAtStart = added === entries.length && entries.length < STEP;
      // The page that begins a snapshot never ends it: by its `snapshot` the client knows that it began.
      this.#cursor = { ...this.#cursor, snapshot: { top, floor } };
      if (isAtStart && !this.begins) this.#end();
      if (isAtStart) return;
    }
  }

  #move(cursor: Cursor): void {
    this.#cursor = this.#snapshot === undefined ? cursor : { ...cursor, snapshot: this.#snapshot };
  }

  #end(): void {
    const { snapshot: _, ...rest } = this.#cursor;
    this.#cursor = rest;
  }
}

/** A reader for protocol 2: without a cursor that still holds, a snapshot begins (S16, S18). */
export function readerFrom(scope: string, state: ScopeState, cursor: Cursor | undefined): ScopeReader {
  if (cursor !== undefined && startOf(cursor) >= state.historyStartsAt) {
    return new ScopeReader(scope, state.head, cursor, false);
  }
  const top = state.head;
  const floor = { version: top + 1, table: '', id: '' };
  return new ScopeReader(scope, top, { version: top, snapshot: { top, floor } }, true);
}

/**
 * A reader for protocol 1: upwards only, from the first entry where the client has nothing yet.
 * @throws UPGRADE_REQUIRED (`away-too-long`) for a cursor that no longer holds: only a snapshot could mend it (S18, S24)
 */
export function readerFrom1(scope: string, state: ScopeState, cursor: Cursor | undefined): ScopeReader {
  const { head, historyStartsAt } = state;
  if (cursor === undefined || (cursor.version === 0 && cursor.table === undefined)) {
    return new ScopeReader(scope, head, head === 0 ? { version: 0 } : { version: 0, at: head }, false);
  }
  const { snapshot: _, ...known } = cursor;
  if (startOf(known) < historyStartsAt) throw needsUpdate();
  return new ScopeReader(scope, head, known, false);
}

/** The error for a client of the previous protocol that must do what it cannot (S24): it goes on locally. */
export function needsUpdate(): HoldfastError {
  return new HoldfastError(
    'UPGRADE_REQUIRED',
    'This app was away for too long to catch up. Update it; until then your changes stay on this device.',
    { reason: 'away-too-long' },
  );
}

/** The version by which it is judged whether a cursor still holds: every row that has left since is still named (S18). */
export function startOf(cursor: Cursor): number {
  return cursor.snapshot?.top ?? cursor.at ?? cursor.version;
}

function placeOf({ version, table, id }: Cursor): EntryPlace {
  return { version, table: table ?? END_OF_VERSION, id: id ?? END_OF_VERSION };
}
