import type { ScopeState, StoredEntry } from '../records.ts';

export interface EntryLine {
  readonly scope: string;
  readonly tbl: string;
  readonly id: string;
  readonly version: number;
  readonly gone: number;
}

export function toEntry(line: EntryLine): StoredEntry {
  return {
    scope: line.scope,
    table: line.tbl,
    id: line.id,
    version: line.version,
    gone: line.gone !== 0,
  };
}

/** A scope that nothing was ever in. */
export const untouched: ScopeState = { head: 0, historyStartsAt: 0, digest: 0, live: 0 };
