import type { Model } from '@holdfast/shared/entity/define-model.ts';
import {
  type TotalsGroup,
  type TotalsKey,
  type TotalsPatch,
  type TotalsQuery,
  totalsKey,
} from '../api/totals.ts';
import type { Statements } from '../store/statements.ts';
import { type CompiledTotals, compileTotals, type FoundGroup } from './compile-totals.ts';

/** Where more groups than these, and more than a tenth of all, were touched, one pass over all is cheaper. */
const MOST_TOUCHED = 500;
const MOST_SHARE = 0.1;

type Groups = Map<string, TotalsGroup>;

/** Counts and sums that are asked for again where they were touched, and tells only what differs. */
export class LiveTotals {
  readonly compiled: CompiledTotals;
  private readonly columns: number;
  private known: Groups | undefined;
  private readonly touched = new Map<string, TotalsKey>();
  private isAllTouched = true;
  /** Whether one group can be counted without reading all. */
  private readonly isIndexed: boolean;

  private readonly mayConcern: (key: TotalsKey) => boolean;
  private readonly statements: Statements;
  private readonly send: (patch: TotalsPatch) => void;

  constructor(statements: Statements, model: Model, query: TotalsQuery, send: (patch: TotalsPatch) => void) {
    this.statements = statements;
    this.send = send;
    this.compiled = compileTotals(model, query);
    this.columns = query.by.length;
    this.mayConcern = rangeOfKeys(model, query);
    this.isIndexed = isIndexed(statements, this.compiled.one(query.by.map(() => '')));
  }

  /** Rows of this group may be others now. */
  touch(key: TotalsKey): void {
    if (this.isAllTouched || !this.mayConcern(key)) return;
    this.touched.set(totalsKey(...key), key);
    const most = Math.max(MOST_TOUCHED, (this.known?.size ?? 0) * MOST_SHARE);
    if (!this.isIndexed || this.touched.size > most) this.isAllTouched = true;
  }

  get isStale(): boolean {
    return this.isAllTouched || this.touched.size > 0;
  }

  /** Whether the next refresh reads everything. */
  get isCostly(): boolean {
    return this.isAllTouched;
  }

  /** Counts what was touched, and sends what is another figure now; the first time, everything. */
  refresh(): void {
    const before = this.known;
    const isWhole = this.isAllTouched || before === undefined;
    const found = isWhole ? this.countAll() : this.countTouched();
    // Only where all were counted, those that are not found are gone.
    const gone = isWhole ? [...(before ?? [])].filter(([name]) => !found.has(name)) : [];
    for (const [name, { key }] of gone) found.set(name, { key, count: 0, sum: 0 });
    this.keep(found);
    this.touched.clear();
    this.isAllTouched = false;
  }

  private keep(found: Groups): void {
    const isFirst = this.known === undefined;
    const known: Groups = this.known ?? new Map();
    const changed: TotalsGroup[] = [];
    for (const [name, group] of found) {
      if (isSame(group, known.get(name))) continue;
      changed.push(group);
      if (group.count === 0) known.delete(name);
      else known.set(name, group);
    }
    this.known = known;
    if (isFirst) this.send({ changed, whole: true });
    else if (changed.length > 0) this.send({ changed });
  }

  private countAll(): Groups {
    const { sql, values } = this.compiled.all;
    const groups: Groups = new Map();
    for (const found of this.statements.all<FoundGroup>(sql, ...values)) this.add(groups, found);
    for (const found of this.readPending()) this.add(groups, found);
    return groups;
  }

  private countTouched(): Groups {
    const groups: Groups = new Map();
    for (const [name, key] of this.touched) {
      const { sql, values } = this.compiled.one(key);
      const found = this.statements.get<FoundGroup>(sql, ...values);
      groups.set(name, { key, count: found?.count ?? 0, sum: found?.sum ?? 0 });
    }
    for (const found of this.readPending()) {
      if (groups.has(totalsKey(...this.keyOf(found)))) this.add(groups, found);
    }
    return groups;
  }

  private readPending(): FoundGroup[] {
    const { sql, values } = this.compiled.pending;
    return this.statements.all<FoundGroup>(sql, ...values);
  }

  private add(groups: Groups, found: FoundGroup): void {
    const key = this.keyOf(found);
    const name = totalsKey(...key);
    const before = groups.get(name);
    const count = (before?.count ?? 0) + found.count;
    // Of no rows nothing is left, whatever adding up made of fractions.
    const sum = count === 0 ? 0 : (before?.sum ?? 0) + found.sum;
    groups.set(name, { key: before?.key ?? key, count, sum });
  }

  private keyOf(found: FoundGroup): TotalsKey {
    return Array.from({ length: this.columns }, (_, index) => found[`k${index}`] ?? null);
  }
}

/** A group that is not there has no rows. */
function isSame(group: TotalsGroup, before: TotalsGroup | undefined): boolean {
  return group.count === (before?.count ?? 0) && group.sum === (before?.sum ?? 0);
}

function isIndexed(statements: Statements, { sql, values }: CompiledTotals['all']): boolean {
  const plan = statements.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values);
  return plan.every(({ detail }) => !detail.startsWith('SCAN'));
}

/**
 * Whether a group can have rows in the query's range, where its key tells: of several queries of some weeks
 * each, a write touches one. Text is compared as SQLite does, byte by byte.
 */
function rangeOfKeys(model: Model, { by, range }: TotalsQuery): (key: TotalsKey) => boolean {
  const place = by.findIndex(({ column, as }) => column === range?.column && as !== 'day');
  if (range === undefined || place === -1 || model.ranks?.[range.column] !== undefined) return () => true;
  const { from, to } = range;
  return (key) => {
    const value = key[place];
    if (typeof value !== 'string') return true;
    const isBefore = typeof from === 'string' && Buffer.compare(Buffer.from(value), Buffer.from(from)) < 0;
    return !isBefore && !(typeof to === 'string' && Buffer.compare(Buffer.from(value), Buffer.from(to)) > 0);
  };
}
