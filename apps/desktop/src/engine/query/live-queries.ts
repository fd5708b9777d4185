import type { Model } from '@holdfast/shared/entity/define-model.ts';
import type { QueryPatch, RowQuery } from '../api/query.ts';
import type { Statements } from '../store/statements.ts';
import { LiveQuery } from './live-query.ts';

/** The queries that windows follow. */
export class LiveQueries {
  private readonly queries = new Map<LiveQuery, string>();

  private readonly statements: Statements;
  /** Reads for nobody who waits: a fault of the disk is told elsewhere. */
  private readonly guarded: (read: () => void) => void;

  constructor(statements: Statements, guarded: (read: () => void) => void) {
    this.statements = statements;
    this.guarded = guarded;
  }

  /** Sends the result, then what changes of it, until what is given here is called. */
  watch(model: Model, query: RowQuery, listener: (patch: QueryPatch) => void): () => void {
    const live = new LiveQuery(model, query, listener);
    this.queries.set(live, model.table);
    live.refresh(this.statements);
    return () => this.queries.delete(live);
  }

  /** Asks those of changed tables again. */
  refresh(tables: ReadonlySet<string>): void {
    for (const [live, table] of this.queries) {
      if (tables.has(table)) this.guarded(() => live.refresh(this.statements));
    }
  }

  stop(): void {
    this.queries.clear();
  }
}
