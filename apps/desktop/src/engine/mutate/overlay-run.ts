import type { Answer, Operation, RowData } from '@holdfast/shared/effect/operations.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { readBaseJson } from '../store/base-rows.ts';
import { queryView, readViewJson, writeOverlay } from '../store/overlay-rows.ts';
import type { Statements } from '../store/statements.ts';
import { hashSeen, type Touch, UNREAD } from '../store/touches.ts';
import { queryKey } from './query-keys.ts';

const MOST_ROWS = 10_000;

/** A row as a mutation left it; nothing where it deleted it. */
export interface WrittenRow {
  readonly table: string;
  readonly id: string;
  readonly row: RowData | undefined;
}

/**
 * Answers the operations of one mutation from the view, holds back its writes until it has ended
 * well, and records what it touched. A mutation that fails leaves nothing but its touches.
 */
export class OverlayRun {
  private readonly writes = new Map<string, WrittenRow>();
  private readonly touches = new Map<string, Touch>();

  private readonly statements: Statements;

  constructor(statements: Statements) {
    this.statements = statements;
  }

  readonly perform = (operation: Operation): Answer => {
    switch (operation.kind) {
      case 'get':
        return this.read(operation.table, operation.id);
      case 'query':
        return this.query(operation);
      case 'insert':
        return this.insert(operation.table, operation.row);
      case 'update':
        return this.write(operation.table, operation.row.id, operation.row);
      case 'delete':
        return this.write(operation.table, operation.id, undefined);
      // Whoever is to be told is told by the server.
      case 'overwritten':
      case 'skipped':
        return undefined;
      case 'sequence':
        throw new Error('Sequences are given by the server alone.');
    }
  };

  /** Lays the writes over the base, and gives them. */
  commit(): WrittenRow[] {
    for (const { table, id, row } of this.writes.values()) writeOverlay(this.statements, table, id, row);
    return [...this.writes.values()];
  }

  touched(): Touch[] {
    return [...this.touches.values()];
  }

  /** What a mutation that failed has to do with: it may have come to its writes, and none of them stands. */
  readInVain(): Touch[] {
    return this.touched().map((touch) => ({ ...touch, wrote: false }));
  }

  private read(table: string, id: string): RowData | undefined {
    const written = this.writes.get(nameOf(table, id));
    if (written !== undefined) return written.row;
    const data = readViewJson(this.statements, table, id);
    this.noteRead(table, id, data);
    return data === undefined ? undefined : JSON.parse(data);
  }

  private query({ table, where, limit }: Extract<Operation, { kind: 'query' }>): RowData[] {
    this.note({ table, key: queryKey(table, where), wrote: false, saw: UNREAD });
    // As many more as may turn out to be changed here.
    const rows = queryView(this.statements, table, where, (limit ?? MOST_ROWS) + this.writes.size);
    // A row that matched counts as read: it may cease to match.
    for (const { id, data } of rows) this.noteRead(table, id, data);
    const found = new Map<string, RowData>(rows.map(({ id, data }) => [id, JSON.parse(data)]));
    for (const written of this.writes.values()) {
      if (written.table !== table) continue;
      if (written.row !== undefined && matches(written.row, where)) found.set(written.id, written.row);
      else found.delete(written.id);
    }
    return [...found.values()].sort((left, right) => (left.id < right.id ? -1 : 1)).slice(0, limit);
  }

  /** An id that the base knows is taken, also where a pending change has deleted the row (S2). */
  private insert(table: string, row: RowData): undefined {
    const isWritten = this.writes.has(nameOf(table, row.id));
    const data = readViewJson(this.statements, table, row.id) ?? readBaseJson(this.statements, table, row.id);
    if (!isWritten) this.noteRead(table, row.id, data);
    if (isWritten || data !== undefined) throw new HoldfastError('CONFLICT', 'This is there already.');
    this.write(table, row.id, row);
  }

  private write(table: string, id: string, row: RowData | undefined): undefined {
    const saw = this.touches.get(nameOf(table, id))?.saw ?? UNREAD;
    this.touches.set(nameOf(table, id), { table, key: id, wrote: true, saw });
    this.writes.set(nameOf(table, id), { table, id, row });
  }

  private noteRead(table: string, id: string, data: string | undefined): void {
    if (!this.touches.has(nameOf(table, id)))
      this.note({ table, key: id, wrote: false, saw: hashSeen(data) });
  }

  private note(touch: Touch): void {
    const name = nameOf(touch.table, touch.key);
    if (!this.touches.has(name)) this.touches.set(name, touch);
  }
}

function nameOf(table: string, key: string): string {
  return `${table} ${key}`;
}

function matches(row: RowData, where: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(where).every(([column, value]) => (row[column] ?? null) === value);
}
