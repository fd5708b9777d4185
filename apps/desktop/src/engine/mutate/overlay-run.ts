import type { Answer, Operation, RowData } from '@holdfast/shared/effect/operations.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { readBase } from '../store/base-rows.ts';
import { queryView, readView, writeOverlay } from '../store/overlay-rows.ts';
import type { Statements } from '../store/statements.ts';
import type { Touch } from '../store/touches.ts';
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

  private read(table: string, id: string): RowData | undefined {
    this.note(table, id, false);
    const written = this.writes.get(`${table} ${id}`);
    return written === undefined ? readView(this.statements, table, id) : written.row;
  }

  private query({ table, where, limit }: Extract<Operation, { kind: 'query' }>): RowData[] {
    this.note(table, queryKey(table, where), false);
    // As many more as may turn out to be changed here.
    const rows = queryView(this.statements, table, where, (limit ?? MOST_ROWS) + this.writes.size);
    const found = new Map(rows.map((row) => [row.id, row]));
    // A row that matched counts as read: it may cease to match.
    for (const id of found.keys()) this.note(table, id, false);
    for (const written of this.writes.values()) {
      if (written.table !== table) continue;
      if (written.row !== undefined && matches(written.row, where)) found.set(written.id, written.row);
      else found.delete(written.id);
    }
    return [...found.values()].sort((left, right) => (left.id < right.id ? -1 : 1)).slice(0, limit);
  }

  private insert(table: string, row: RowData): undefined {
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
