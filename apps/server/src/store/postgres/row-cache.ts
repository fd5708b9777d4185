import type { StoredRow } from '../records.ts';

/** A row as the database has it, or that it has none. */
export interface KnownRow {
  readonly row: StoredRow | undefined;
  readonly hash: number;
}

interface Table {
  readonly rows: Map<string, KnownRow>;
  /** The answers to queries, by what was asked. */
  readonly answers: Map<string, readonly StoredRow[]>;
}

/** So many rows and answers are kept; then it begins anew. */
const MOST = 5_000;
/** Longer answers are not kept. */
const LONGEST_ANSWER = 20;

/**
 * Synced rows as they stood after the last write of this process. They change only with the counter (S1), and who holds the
 * counter knows its version: if it is still the one of the last write, nobody else has written, and all of this still
 * holds. So a commit does not ask again who its authors are and what they may see.
 */
export class RowCache {
  readonly #tables = new Map<string, Table>();
  /** At which state of the counter it holds; nothing while a write runs, and after one that failed. */
  #holdsAt: string | undefined;
  readonly #changed = new Set<string>();
  #count = 0;

  /** A write begins, and holds the counter in this state. */
  begin(state: string): void {
    if (state !== this.#holdsAt) this.#clear();
    this.#holdsAt = undefined;
    this.#changed.clear();
  }

  /** It is durable and left the counter in this state. */
  committed(state: string): void {
    this.#holdsAt = state;
  }

  /** A part of the write was undone: what was read of what it may have changed does not count. */
  undone(): void {
    for (const table of this.#changed) this.#tables.delete(table);
  }

  row(table: string, id: string): KnownRow | undefined {
    return this.#tables.get(table)?.rows.get(id);
  }

  keepRow(table: string, id: string, row: KnownRow): void {
    this.#tableToKeepIn(table).rows.set(id, row);
  }

  answer(table: string, question: string): readonly StoredRow[] | undefined {
    return this.#tables.get(table)?.answers.get(question);
  }

  keepAnswer(table: string, question: string, rows: readonly StoredRow[]): void {
    if (rows.length <= LONGEST_ANSWER) this.#tableToKeepIn(table).answers.set(question, rows);
  }

  /** The row is written. */
  forget(table: string, id: string): void {
    this.#changed.add(table);
    const known = this.#tables.get(table);
    known?.rows.delete(id);
    known?.answers.clear();
  }

  #tableToKeepIn(table: string): Table {
    this.#count += 1;
    if (this.#count > MOST) this.#clear();
    const known = this.#tables.get(table) ?? { rows: new Map(), answers: new Map() };
    this.#tables.set(table, known);
    return known;
  }

  #clear(): void {
    this.#tables.clear();
    this.#count = 0;
  }
}
