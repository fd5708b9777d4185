import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { Cursor, Place } from '@holdfast/shared/protocol/stream.ts';
import type { EntryPlace, ScopeState } from '../store/records.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import type { PageBuilder } from './page-builder.ts';

/** Entries read at once: the size of their rows is known only once they are read. */
const STEP = 100;

/** After the last table and id that there can be, where a cursor stands behind a whole version. */
const END_OF_VERSION = '\u{10ffff}';

/** Reads one scope for a page: first upwards, to what is new, then downwards, to what is old. */
export class ScopeReader {
  readonly #head: number;
  #cursor: Cursor;
  /** Whether its snapshot begins in this page. */
  readonly begins: boolean;
  readonly #scope: string;

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

  /** Adds what came after the cursor, as far as it fits (S15). A page may end inside a commit. */
  *readUpwards(page: PageBuilder): ReadWork<void> {
    if (this.#cursor.table === undefined && this.#cursor.version >= this.#head) return;
    // The cursor stays good as long as the history reaches back to where it began (S16).
    const at = this.#cursor.at ?? this.#cursor.version;
    let place = placeOf(this.#cursor);
    while (page.room > 0) {
      const entries = yield* readStore((tx) => tx.entriesAfter(this.#scope, place, STEP));
      const last = yield* page.addAll(entries);
      if (last === entries.at(-1) && entries.length < STEP) return this.#move({ version: this.#head });
      if (last === undefined) return;
      place = last;
      this.#move({ version: place.version, table: place.table, id: place.id, at });
    }
  }

  /** Adds what a snapshot has not brought yet, newest first, as far as it fits (S16). */
  *readDownwards(page: PageBuilder): ReadWork<void> {
    if (this.#snapshot === undefined) return;
    const { top } = this.#snapshot;
    let floor: Place = this.#snapshot.floor;
    while (page.room > 0) {
      const entries = yield* readStore((tx) => tx.entriesBefore(this.#scope, floor, STEP));
      const last = yield* page.addAll(entries);
      if (last !== undefined) floor = { version: last.version, table: last.table, id: last.id };
      const isAtStart = last === entries.at(-1) && entries.length < STEP;
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
