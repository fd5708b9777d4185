import type { Statement } from 'better-sqlite3';
import type { Sqlite } from './sqlite.ts';

/** Prepares each statement once and keeps it. */
export class Statements {
  private readonly prepared = new Map<string, Statement<unknown[], unknown>>();

  readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  /** The first row of the result. The caller names the shape that its SQL selects. */
  get<Row>(sql: string, ...values: unknown[]): Row | undefined {
    return this.statement<Row>(sql).get(...values);
  }

  all<Row>(sql: string, ...values: unknown[]): Row[] {
    return this.statement<Row>(sql).all(...values);
  }

  /** Rows one at a time, so that never more than one is in memory. Nothing else may be asked until it is left. */
  each<Row>(sql: string, ...values: unknown[]): IterableIterator<Row> {
    return this.statement<Row>(sql).iterate(...values);
  }

  /** Runs it and says how many rows changed. */
  run(sql: string, ...values: unknown[]): number {
    return this.statement(sql).run(...values).changes;
  }

  /** Inserts a row and gives its place in the table; nothing where the SQL left a row that was there. */
  insert(sql: string, ...values: unknown[]): number | undefined {
    const { changes, lastInsertRowid } = this.statement(sql).run(...values);
    return changes === 0 ? undefined : Number(lastInsertRowid);
  }

  private statement<Row>(sql: string): Statement<unknown[], Row> {
    const known = this.prepared.get(sql);
    if (known !== undefined) return known as Statement<unknown[], Row>;
    const made = this.database.prepare<unknown[], Row>(sql);
    this.prepared.set(sql, made);
    return made;
  }
}
