import type { RowData } from '@holdfast/shared/effect/operations.ts';
import { readBase, readBaseJson } from '../store/base-rows.ts';
import { findOverlaid, isOverlaid, readOverlaid } from '../store/overlay-rows.ts';
import type { RowKey } from '../store/row-key.ts';
import type { Statements } from '../store/statements.ts';
import {
  hashSeen,
  hasLaterWriter,
  hasQueries,
  readTouchers,
  readTouches,
  readWrites,
  type Touch,
  type Toucher,
  UNREAD,
} from '../store/touches.ts';
import { ANY_ROW, keysOfRow, readQueryKey } from './query-keys.ts';

/** Stands for the last settled mutation that wrote a row, where none did. */
const NOBODY = 0;

/**
 * Which pending mutations must run again, and on which rows that are first put back to the base
 * (S21): followed from rows to the mutations that touched them, and from these to the rows that they
 * wrote, to the end. A row that a reached mutation reads is put back too where a later one wrote it,
 * so that nobody sees what was written after them. Where the first pending mutation that read a row
 * finds there what it had seen, nothing is followed from that row.
 */
export class Reach {
  readonly mutations = new Set<number>();
  /** Rows to put back to the base. */
  readonly rows = new Map<string, RowKey>();
  /** Rows that only settled mutations wrote, and that are now in the base as those who read them saw them: to put back, and nothing more. */
  readonly asSeen = new Map<string, RowKey>();
  private readonly visited = new Set<string>();
  private readonly queried = new Map<string, boolean>();
  private readonly waiting: RowKey[] = [];

  private readonly statements: Statements;
  private readonly settled: ReadonlySet<number>;

  constructor(statements: Statements, changed: readonly RowKey[], settled: readonly number[]) {
    this.statements = statements;
    this.settled = new Set(settled);
    for (const [row, lastWriter] of this.startsFrom(changed)) this.enter(row, lastWriter);
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
    for (const { table, id, row } of written) this.visit({ table, id }, row);
    this.follow();
    const grew = this.mutations.size + this.rows.size > known;
    // A row that nobody else has to do with may be written without more ado.
    for (const row of written) this.rows.set(nameOf(row.table, row.id), row);
    return grew;
  }

  /** The rows that settled mutations wrote, with the last of these, and those that changed otherwise. */
  private startsFrom(changed: readonly RowKey[]): Iterable<[row: RowKey, lastWriter: number]> {
    const starts = new Map<string, [RowKey, number]>();
    for (const row of changed) starts.set(nameOf(row.table, row.id), [row, NOBODY]);
    for (const seq of this.settled) {
      for (const row of readWrites(this.statements, seq)) {
        const name = nameOf(row.table, row.id);
        starts.set(name, [row, Math.max(seq, starts.get(name)?.[1] ?? NOBODY)]);
      }
    }
    return starts.values();
  }

  private enter(row: RowKey, lastWriter: number): void {
    const all = readTouchers(this.statements, row.table, row.id);
    const touchers = all.filter(({ seq }) => !this.settled.has(seq));
    if (!this.isAsSeen(row, touchers, lastWriter)) {
      if (lastWriter === NOBODY) this.waiting.push(row);
      else this.addRow(row);
      return;
    }
    if (!touchers.some(({ wrote }) => wrote)) this.asSeen.set(nameOf(row.table, row.id), row);
    this.visitQueries(row.table, this.readForQueries(row));
  }

  /** Whether the first mutation that read the row would read the same again, and so all after it. */
  private isAsSeen(row: RowKey, touchers: readonly Toucher[], lastWriter: number): boolean {
    const first = touchers[0];
    if (first === undefined || first.seq < lastWriter) return false;
    if (touchers.some(({ saw }) => saw === UNREAD)) return false;
    return first.saw === hashSeen(readBaseJson(this.statements, row.table, row.id));
  }

  private follow(): void {
    for (let row = this.waiting.pop(); row !== undefined; row = this.waiting.pop())
      this.visit(row, this.readForQueries(row));
  }

  private addRow(row: RowKey): void {
    const name = nameOf(row.table, row.id);
    if (this.rows.has(name)) return;
    this.rows.set(name, row);
    this.waiting.push(row);
  }

  private visit({ table, id }: RowKey, data: RowData | undefined): void {
    this.visitKey(table, id);
    this.visitQueries(table, data);
  }

  private visitQueries(table: string, data: RowData | undefined): void {
    this.visitKey(table, ANY_ROW);
    if (data === undefined || !this.isQueried(table)) return;
    for (const key of keysOfRow(table, data)) this.visitKey(table, key);
  }

  private visitKey(table: string, key: string): void {
    const name = nameOf(table, key);
    if (this.visited.has(name)) return;
    this.visited.add(name);
    for (const { seq } of readTouchers(this.statements, table, key)) this.addMutation(seq);
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

  /** The row as the base has it, where that matters to a query. */
  private readForQueries({ table, id }: RowKey): RowData | undefined {
    return this.isQueried(table) ? readBase(this.statements, table, id) : undefined;
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
