import type { Database, Statement } from 'better-sqlite3';
import { toStorageFailure } from './storage-failure.ts';

/** Prepared statements of one connection by their text, each prepared once. */
export class Statements {
  readonly #db: Database;
  readonly #prepared = new Map<string, Statement<unknown[]>>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** The first row of the answer. What its columns hold is said by the SQL, so the caller names the type. */
  get<Row>(sql: string, ...values: unknown[]): Row | undefined {
    return this.#call(sql, (statement) => statement.get(...values)) as Row | undefined;
  }

  all<Row>(sql: string, ...values: unknown[]): Row[] {
    return this.#call(sql, (statement) => statement.all(...values)) as Row[];
  }

  run(sql: string, ...values: unknown[]): void {
    this.#call(sql, (statement) => statement.run(...values));
  }

  #call<T>(sql: string, call: (statement: Statement<unknown[]>) => T): T {
    try {
      return call(this.#prepare(sql));
    } catch (error) {
      throw toStorageFailure(error);
    }
  }

  #prepare(sql: string): Statement<unknown[]> {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare<unknown[]>(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }
}
