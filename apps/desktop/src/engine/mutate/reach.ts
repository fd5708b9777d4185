import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { readBase } from '../store/base-rows.ts';
import { findOverlaid, isOverlaid, readOverlaid } from '../store/overlay-rows.ts';
import type { RowKey } from '../store/row-key.ts';
import type { Statements } from '../store/statements.ts';
import {
  hasLaterWriter,
  hasQueries,
  readTouchers,
  readTouches,
  readWrites,
  type Touch,
} from '../store/touches.ts';
import { ANY_ROW, keysOfRow, readQueryKey } from './query-keys.ts';

/**
 * Which pending mutations must run again, and on which rows that are first put back to the base
 * (S21): followed from rows to the mutations that touched them, and from these to the rows that they
 * wrote, to the end. A row that a reached mutation reads is put back too where a later one wrote it,
 * so that nobody sees what was written after them.
 */
export class Reach {
  readonly mutations = new Set<number>();
  /** Rows to put back to the base. */
  readonly rows = new Map<string, RowKey>();
  private readonly visited = new Set<string>();
  private readonly queried = new Map<string, boolean>();
  private readonly waiting: RowKey[] = [];

  private readonly statements: Statements;
  private readonly settled: ReadonlySet<number>;

  constructor(statements: Statements, changed: readonly RowKey[], settled: readonly number[]) {
    this.statements = statements;
    this.settled = new Set(settled);
    for (const seq of settled) {
      for (const row of readWrites(statements, seq)) this.addRow(row);
    }
    for (const row of changed) this.waiting.push(row);
    this.follow();
  }

  has(table: string, id: string): boolean {
    return this.visited.has(nameOf(table, id));
  }

  /** Takes in what a mutation touched when it ran again, and the rows as it left them. Says whether more is reached by that. */
  extend(
    seq: number,
    touched: readonly Touch[],
    written: readonly (RowKey & { row: RowData | undefined })[],
  ): boolean {
    const known = this.mutations.size + this.rows.size;
    for (const touch of touched) this.addRead(seq, touch);
    this.follow();
    for (const { table, id, row } of written) this.visit(table, id, row);
    this.follow();
    const grew = this.mutations.size + this.rows.size > known;
    // A row that nobody else has to do with may be written without more ado.
    for (const row of written) this.rows.set(nameOf(row.table, row.id), row);
    return grew;
  }

  private follow(): void {
    for (let row = this.waiting.pop(); row !== undefined; row = this.waiting.pop()) {
      const base = this.isQueried(row.table) ? readBase(this.statements, row.table, row.id) : undefined;
      this.visit(row.table, row.id, base);
    }
  }

  private addRow(row: RowKey): void {
    const name = nameOf(row.table, row.id);
    if (this.rows.has(name)) return;
    this.rows.set(name, row);
    this.waiting.push(row);
  }

  private visit(table: string, id: string, row: RowData | undefined): void {
    const keys = [id, ANY_ROW, ...(row !== undefined && this.isQueried(table) ? keysOfRow(table, row) : [])];
    for (const key of keys) {
      if (this.visited.has(nameOf(table, key))) continue;
      this.visited.add(nameOf(table, key));
      for (const seq of readTouchers(this.statements, table, key)) this.addMutation(seq);
    }
  }

  private addMutation(seq: number): void {
    if (this.settled.has(seq) || this.mutations.has(seq)) return;
    this.mutations.add(seq);
    for (const touch of readTouches(this.statements, seq)) {
      if (touch.wrote) this.addRow({ table: touch.table, id: touch.key });
      else this.addRead(seq, touch);
    }
  }

  private addRead(seq: number, { table, key, wrote }: Touch): void {
    if (wrote) return;
    for (const id of this.idsOf(table, key)) {
      const row = { table, id };
      if (this.rows.has(nameOf(table, id)) || !isOverlaid(this.statements, table, id)) continue;
      if (hasLaterWriter(this.statements, row, seq)) this.addRow(row);
    }
  }

  /** The row of a key, or the overlaid rows that a query would find. */
  private idsOf(table: string, key: string): string[] {
    if (key === ANY_ROW) return readOverlaid(this.statements, table);
    const query = readQueryKey(key);
    return query === undefined ? [key] : findOverlaid(this.statements, table, query.column, query.value);
  }

  /** Most tables are queried by no pending mutation: their rows need not be read. */
  private isQueried(table: string): boolean {
    const known = this.queried.get(table);
    if (known !== undefined) return known;
    const queried = hasQueries(this.statements, table);
    this.queried.set(table, queried);
    return queried;
  }
}

function nameOf(table: string, id: string): string {
  return `${table} ${id}`;
}
