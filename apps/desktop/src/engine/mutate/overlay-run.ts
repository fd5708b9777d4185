import type { Answer, Operation, RowData } from '@holdfast/shared/effect/operations.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { readBase } from '../store/base-rows.ts';
import { queryView, readView, writeOverlay } from '../store/overlay-rows.ts';
import type { Statements } from '../store/statements.ts';

/** A key of what a mutation read or wrote: a row, or `*` for a query of its table (S21). */
export interface Touch {
  readonly table: string;
  readonly key: string;
  readonly wrote: boolean;
}

const ANY_ROW = '*';
const MOST_ROWS = 10_000;

/**
 * Answers the operations of one mutation from the view, holds back its writes until it has ended
 * well, and records what it touched. A mutation that fails leaves nothing but its touches.
 */
export class OverlayRun {
  private readonly writes = new Map<string, { table: string; id: string; row: RowData | undefined }>();
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
      case 'overwritten':
        return undefined;
      case 'sequence':
        throw new Error('Sequences are given by the server alone.');
    }
  };

  /** Lays the writes over the base. */
  commit(): void {
    for (const { table, id, row } of this.writes.values()) writeOverlay(this.statements, table, id, row);
  }

  touched(): Touch[] {
    return [...this.touches.values()];
  }

  private read(table: string, id: string): RowData | undefined {
    this.note(table, id, false);
    const written = this.writes.get(`${table} ${id}`);
    return written === undefined ? readView(this.statements, table, id) : written.row;
  }

  private query(operation: Extract<Operation, { kind: 'query' }>): RowData[] {
    this.note(operation.table, ANY_ROW, false);
    const found = new Map(
      queryView(this.statements, operation.table, operation.where, operation.limit ?? MOST_ROWS).map(
        (row) => [row.id, row],
      ),
    );
    for (const { table, id, row } of this.writes.values()) {
      if (table !== operation.table) continue;
      if (row !== undefined && matches(row, operation.where)) found.set(id, row);
      else found.delete(id);
    }
    return [...found.values()].sort((left, right) => (left.id < right.id ? -1 : 1)).slice(0, operation.limit);
  }

  private insert(table: string, row: RowData): undefined {
    this.note(table, row.id, false);
    const exists =
      this.read(table, row.id) !== undefined || readBase(this.statements, table, row.id) !== undefined;
    if (exists) throw new HoldfastError('CONFLICT', 'This is there already.');
    this.write(table, row.id, row);
  }

  private write(table: string, id: string, row: RowData | undefined): undefined {
    this.note(table, id, true);
    this.writes.set(`${table} ${id}`, { table, id, row });
  }

  private note(table: string, key: string, wrote: boolean): void {
    const name = `${table} ${key}`;
    const known = this.touches.get(name);
    if (known === undefined || (wrote && !known.wrote)) this.touches.set(name, { table, key, wrote });
  }
}

function matches(row: RowData, where: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(where).every(([column, value]) => (row[column] ?? null) === value);
}
