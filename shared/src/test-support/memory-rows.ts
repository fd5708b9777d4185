import {
  type Answer,
  type Effect,
  type Operation,
  type Overwritten,
  type RowData,
  runEffect,
} from '../effect/operations.ts';
import { HoldfastError } from '../protocol/errors.ts';
import { findModel } from '../registry.ts';

/** Rows in memory, on which tests run rules and effects. */
export class MemoryRows {
  readonly overwritten: Overwritten[] = [];
  readonly skipped: Overwritten[] = [];
  #rows = new Map<string, RowData>();
  #usedIds = new Set<string>();
  readonly #sequences = new Map<string, number>();

  run<T>(effect: Effect<T>): T {
    return runEffect(effect, (operation) => this.#perform(operation));
  }

  /** Does something that leaves no rows behind where it throws, as a savepoint does. */
  atomically(work: () => void): void {
    const [rows, usedIds] = [new Map(this.#rows), new Set(this.#usedIds)];
    try {
      work();
    } catch (error) {
      this.#rows = rows;
      this.#usedIds = usedIds;
      throw error;
    }
  }

  get(table: string, id: string): RowData | undefined {
    return this.#rows.get(`${table}/${id}`);
  }

  all(table: string): RowData[] {
    const found = [...this.#rows].filter(([key]) => key.startsWith(`${table}/`)).map(([, row]) => row);
    return found.sort((left, right) => (left.id < right.id ? -1 : 1));
  }

  put(table: string, row: RowData): void {
    this.#usedIds.add(`${table}/${row.id}`);
    this.#rows.set(`${table}/${row.id}`, row);
  }

  /** Lets a row go, as the server does by itself. */
  remove(table: string, id: string): void {
    this.#rows.delete(`${table}/${id}`);
  }

  #perform(operation: Operation): Answer {
    switch (operation.kind) {
      case 'get':
        return this.get(operation.table, operation.id);
      case 'query': {
        requireLookup(operation.table, Object.keys(operation.where));
        const fits = (row: RowData) =>
          Object.entries(operation.where).every(([column, value]) => row[column] === value);
        return this.all(operation.table).filter(fits).slice(0, operation.limit);
      }
      case 'insert':
        if (this.#usedIds.has(`${operation.table}/${operation.row.id}`)) {
          throw new HoldfastError('CONFLICT', 'It exists already.');
        }
        this.put(operation.table, operation.row);
        return undefined;
      case 'update':
        this.put(operation.table, operation.row);
        return undefined;
      case 'delete':
        this.remove(operation.table, operation.id);
        return undefined;
      case 'sequence': {
        const next = (this.#sequences.get(operation.name) ?? 0) + 1;
        this.#sequences.set(operation.name, next);
        return next;
      }
      case 'overwritten':
        this.overwritten.push(operation.overwritten);
        return undefined;
      case 'skipped':
        this.skipped.push(operation.skipped);
        return undefined;
    }
  }
}

/** As the server does: it has an index of the lookups alone. */
function requireLookup(table: string, columns: readonly string[]): void {
  const model = findModel(table);
  const lookups = [...(model?.lookups ?? []), model?.parentColumn?.column];
  if (columns.length === 0 || columns.some((column) => lookups.includes(column))) return;
  throw new Error(`"${table}" is queried by ${columns.join(', ')}: name one of them in the model's lookups.`);
}
