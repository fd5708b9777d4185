import { audienceOf } from '@holdfast/shared/audience.ts';
import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { allModels, findModel } from '@holdfast/shared/registry.ts';
import type { StoredEntry } from '../store/records.ts';
import { readStore, type WriteWork, writeStore } from '../store/work.ts';
import type { RowChange, RowChanges } from './row-changes.ts';
import { runEffect } from './run-effect.ts';
import { ScopeMoves } from './scope-moves.ts';

const nobody: ReadonlySet<string> = new Set();

/** The hash of a row before and after it was written; 0 where it was not there or is not any more. */
interface Hashes {
  readonly before: number;
  readonly after: number;
}

/** Writes a mutation's rows and their entries at its version. Gives what that does to scopes. */
export function writeChanges(rows: RowChanges, version: number): WriteWork<ScopeMoves> {
  return new ChangeWriter(rows, version).run();
}

class ChangeWriter {
  readonly #rows: RowChanges;
  readonly #version: number;
  readonly #moves = new ScopeMoves();
  /** Entries that are to be written. */
  #entries: StoredEntry[] = [];

  constructor(rows: RowChanges, version: number) {
    this.#rows = rows;
    this.#version = version;
  }

  *run(): WriteWork<ScopeMoves> {
    for (const change of this.#rows.list()) {
      const hashes = yield* this.#writeRow(change);
      yield* this.#writeEntries(change, hashes);
    }
    yield* this.#flush();
    return this.#moves;
  }

  *#writeRow({ table, id, before, after }: RowChange): WriteWork<Hashes> {
    const version = this.#version;
    if (before === undefined && after !== undefined) {
      return { before: 0, after: yield* writeStore((tx) => tx.insertRow(table, version, after)) };
    }
    const was = yield* readStore((tx) => tx.rowHash(table, id));
    if (after === undefined) {
      yield* writeStore((tx) => tx.deleteRow(table, version, id));
      return { before: was, after: 0 };
    }
    return { before: was, after: yield* writeStore((tx) => tx.updateRow(table, version, after)) };
  }

  /** A changed row is news in every scope it is in now, and gone from those it left (S9). */
  *#writeEntries({ table, id, before, after }: RowChange, hashes: Hashes): WriteWork<void> {
    const was = before === undefined ? nobody : yield* this.#scopesOfEntries(table, id);
    const audience = yield* this.#audienceNow(table, after);
    for (const scope of audience) {
      if (was.has(scope)) this.#moves.change(scope, hashes.before, hashes.after);
      else this.#moves.enter(scope, hashes.after);
      this.#putEntry(scope, table, id, false);
    }
    const left = without(was, audience);
    for (const scope of left) this.#leave(scope, table, id, hashes.before);
    const changed = left.length > 0 || audience.size !== was.size;
    // Nothing can hang below a row that has just come to be.
    if (before !== undefined && changed) yield* this.#restampChildren(table, id);
  }

  /**
   * An audience changed: the rows below share it, so they get entries for the scopes that they
   * entered or left, and only for those; their versions stay (S10).
   */
  *#restampChildren(table: string, id: string): WriteWork<void> {
    for (const model of allModels) {
      const link = model.parentColumn;
      if (link === undefined || !link.tables.includes(table)) continue;
      const where = { [link.column]: id };
      const children = yield* this.#rows.perform({ kind: 'query', table: model.table, where });
      if (!Array.isArray(children)) continue;
      for (const child of children) yield* this.#restamp(model.table, child);
    }
  }

  *#restamp(table: string, row: RowData): WriteWork<void> {
    // What the mutation writes itself gets its entries when it is written.
    if (this.#rows.has(table, row.id)) return;
    const was = yield* this.#scopesOfEntries(table, row.id);
    const audience = yield* this.#audienceNow(table, row);
    const entered = without(audience, was);
    const left = without(was, audience);
    if (entered.length + left.length === 0) return;
    const hash = yield* readStore((tx) => tx.rowHash(table, row.id));
    for (const scope of entered) {
      this.#moves.enter(scope, hash);
      this.#putEntry(scope, table, row.id, false);
    }
    for (const scope of left) this.#leave(scope, table, row.id, hash);
    yield* this.#restampChildren(table, row.id);
  }

  #leave(scope: string, table: string, id: string, hash: number): void {
    this.#moves.leave(scope, hash);
    this.#putEntry(scope, table, id, true);
  }

  #putEntry(scope: string, table: string, id: string, gone: boolean): void {
    this.#entries.push({ scope, table, id, version: this.#version, gone });
  }

  /** Entries are written together, and before any are read. */
  *#flush(): WriteWork<void> {
    if (this.#entries.length === 0) return;
    const entries = this.#entries;
    this.#entries = [];
    yield* writeStore((tx) => tx.putEntries(entries));
  }

  *#scopesOfEntries(table: string, id: string): WriteWork<ReadonlySet<string>> {
    yield* this.#flush();
    const entries = yield* readStore((tx) => tx.entriesOfRow(table, id));
    return new Set(entries.filter((entry) => !entry.gone).map((entry) => entry.scope));
  }

  *#audienceNow(table: string, row: RowData | undefined): WriteWork<ReadonlySet<string>> {
    return row === undefined ? nobody : yield* runEffect(audienceOf(findModel, table, row), this.#rows);
  }
}

function without(scopes: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...scopes].filter((scope) => !others.has(scope));
}
