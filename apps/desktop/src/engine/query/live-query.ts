import type { Model } from '@holdfast/shared/entity/define-model.ts';
import type { QueriedRow, QueryPatch, RowQuery } from '../api/query.ts';
import type { Statements } from '../store/statements.ts';
import { type CompiledQuery, compileQuery } from './compile-query.ts';

interface FoundRow {
  readonly id: string;
  readonly data: string;
  readonly waiting: number;
}

/** A query that is asked again when its table changed, and tells only what differs. */
export class LiveQuery {
  private readonly compiled: CompiledQuery;
  private known = new Map<string, FoundRow>();
  private total = -1;

  private readonly send: (patch: QueryPatch) => void;

  constructor(model: Model, query: RowQuery, send: (patch: QueryPatch) => void) {
    this.send = send;
    this.compiled = compileQuery(model, query);
  }

  /** Asks again and sends what changed since the last time; the first time, everything. */
  refresh(statements: Statements): void {
    const { rows, total } = this.compiled;
    const found = statements.all<FoundRow>(rows.sql, ...rows.values);
    const count = statements.get<{ total: number }>(total.sql, ...total.values)?.total ?? 0;
    const changed = found.filter((row) => this.differs(row));
    const reordered = !this.hasOrder(found);
    if (changed.length === 0 && !reordered && count === this.total) return;
    this.known = new Map(found.map((row) => [row.id, row]));
    this.total = count;
    this.send({
      total: count,
      changed: changed.map(toQueriedRow),
      ...(reordered ? { ids: found.map((row) => row.id) } : {}),
    });
  }

  private differs(row: FoundRow): boolean {
    const before = this.known.get(row.id);
    return before === undefined || before.data !== row.data || before.waiting !== row.waiting;
  }

  private hasOrder(found: readonly FoundRow[]): boolean {
    if (found.length !== this.known.size) return false;
    let index = 0;
    for (const id of this.known.keys()) {
      if (found[index]?.id !== id) return false;
      index += 1;
    }
    return true;
  }
}

function toQueriedRow(row: FoundRow): QueriedRow {
  return { row: JSON.parse(row.data), waiting: row.waiting === 1 };
}
