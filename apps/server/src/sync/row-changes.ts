import type { Answer, Operation, Overwritten, RowData, Where } from '@holdfast/shared/effect/operations.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { type ReadWork, readStore, type WriteWork } from '../store/work.ts';

/** What a mutation made of one row. `before` is absent for a new row, `after` for a deleted one. */
export interface RowChange {
  readonly table: string;
  readonly id: string;
  readonly before: RowData | undefined;
  readonly after: RowData | undefined;
}

/**
 * The rows of one mutation while it runs: what it has read and what it will write. Each row is
 * written once, at the end; until then reads see the changes here first.
 */
export class RowChanges {
  /** Values replaced by somebody who had not seen them (S28). */
  readonly overwritten: Overwritten[] = [];
  /** Fields that an undo left, because they were changed since (S30). */
  readonly skipped: Overwritten[] = [];
  /** The last numbers that it took of sequences; they count once the mutation is accepted. */
  readonly sequences = new Map<string, number>();
  readonly #reached: ReadonlyMap<string, number>;
  readonly #changes = new Map<string, RowChange>();
  readonly #read = new Map<string, RowData | undefined>();

  /** `reached` holds the last numbers of sequences that mutations before it took in the same commit. */
  constructor(reached: ReadonlyMap<string, number> = new Map()) {
    this.#reached = reached;
  }

  /** What has changed so far, in the order in which it first did. Rows that ended as they were are left out. */
  *list(): Generator<RowChange> {
    for (const change of this.#changes.values()) {
      if (isReal(change)) yield change;
    }
  }

  /** Whether this row is among those that have changed. */
  has(table: string, id: string): boolean {
    const change = this.#changes.get(`${table}/${id}`);
    return change !== undefined && isReal(change);
  }

  /** Answers one operation of a rule or an effect. */
  *perform(operation: Operation): WriteWork<Answer> {
    switch (operation.kind) {
      case 'get':
        return yield* this.#get(operation.table, operation.id);
      case 'query':
        return yield* this.#query(operation.table, operation.where, operation.limit);
      case 'insert':
        return yield* this.#insert(operation.table, operation.row);
      case 'update':
        return yield* this.#replace(operation.table, operation.row.id, operation.row);
      case 'delete':
        return yield* this.#replace(operation.table, operation.id, undefined);
      case 'sequence':
        return yield* this.#nextInSequence(operation.name);
      case 'overwritten':
        this.overwritten.push(operation.overwritten);
        return undefined;
      case 'skipped':
        this.skipped.push(operation.skipped);
        return undefined;
    }
  }

  *#nextInSequence(name: string): ReadWork<number> {
    const taken = this.sequences.get(name) ?? this.#reached.get(name);
    const next = (taken ?? (yield* readStore((tx) => tx.lastInSequence(name)))) + 1;
    this.sequences.set(name, next);
    return next;
  }

  *#get(table: string, id: string): ReadWork<RowData | undefined> {
    const key = `${table}/${id}`;
    const change = this.#changes.get(key);
    if (change !== undefined) return change.after;
    if (this.#read.has(key)) return this.#read.get(key);
    requireTable(table);
    const stored = yield* readStore((tx) => tx.row(table, id));
    const row = stored === undefined || stored.deleted ? undefined : stored.data;
    this.#read.set(key, row);
    return row;
  }

  /** The stored rows, with what has changed here laid over them. */
  *#query(table: string, where: Where, limit: number | undefined): ReadWork<readonly RowData[]> {
    requireLookup(table, where);
    const changed = [...this.#changes.values()].filter((change) => change.table === table);
    const enough = limit === undefined ? undefined : limit + changed.length;
    const stored = yield* readStore((tx) => tx.rows(table, where, enough));
    if (changed.length === 0) return stored.map((row) => row.data);
    const ids = new Set(changed.map((change) => change.id));
    const rows = [
      ...stored.filter((row) => !ids.has(row.id)).map((row) => row.data),
      ...changed.flatMap((change) =>
        change.after !== undefined && matches(change.after, where) ? [change.after] : [],
      ),
    ];
    return rows.sort((left, right) => (left.id < right.id ? -1 : 1)).slice(0, limit);
  }

  /** Fails if the id exists or ever did (S2). */
  *#insert(table: string, row: RowData): ReadWork<undefined> {
    requireTable(table);
    const key = `${table}/${row.id}`;
    const taken = this.#changes.has(key) || (yield* readStore((tx) => tx.row(table, row.id))) !== undefined;
    if (taken)
      throw new HoldfastError('CONFLICT', `This ${findModel(table)?.label ?? 'row'} exists already.`);
    this.#changes.set(key, { table, id: row.id, before: undefined, after: row });
    return undefined;
  }

  *#replace(table: string, id: string, after: RowData | undefined): ReadWork<undefined> {
    const key = `${table}/${id}`;
    const before = this.#changes.has(key) ? this.#changes.get(key)?.before : yield* this.#get(table, id);
    this.#changes.set(key, { table, id, before, after });
    return undefined;
  }
}

function isReal({ before, after }: RowChange): boolean {
  if (before === undefined || after === undefined) return before !== after;
  return JSON.stringify(before) !== JSON.stringify(after);
}

function requireTable(table: string): void {
  if (findModel(table) === undefined) throw new Error(`There is no model of the table "${table}".`);
}

/** A query must be answered from an index, on both sides: anything else would scan a table in every commit. */
function requireLookup(table: string, where: Where): void {
  requireTable(table);
  const model = findModel(table);
  const lookups = [
    ...(model?.lookups ?? []),
    ...(model?.serverIndexes ?? []).map(([first]) => first),
    model?.parentColumn?.column,
  ];
  const asked = Object.keys(where);
  for (const column of asked) {
    if (!model?.columns.includes(column)) throw new Error(`"${table}" has no column "${column}".`);
  }
  if (asked.some((column) => lookups.includes(column))) return;
  throw new Error(`"${table}" is queried by ${asked.join(', ')}: name one of them in the model's lookups.`);
}

function matches(row: RowData, where: Where): boolean {
  return Object.entries(where).every(([column, value]) => (row[column] ?? null) === value);
}
