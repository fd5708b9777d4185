import type { Awaitable } from '../transaction.ts';
import type { Line, Statement, Value } from './line.ts';

/** The names of prepared statements by their text: each connection prepares a text once. */
const names = new Map<string, string>();

function nameOf(sql: string): string {
  const known = names.get(sql) ?? `holdfast_${names.size}`;
  names.set(sql, known);
  return known;
}

/** Statements with values on one connection. Texts are few: values never stand in them. */
export class Statements {
  readonly #line: Line;
  readonly #isCareful: boolean;

  /** @param isCareful whether each statement waits for its answer, so that what is wrong with it is told where it is */
  constructor(line: Line, isCareful = false) {
    this.#line = line;
    this.#isCareful = isCareful;
  }

  /** The first row of the answer. What its columns hold is said by the SQL, so the caller names the type. */
  async get<Row>(sql: string, ...values: Value[]): Promise<Row | undefined> {
    return (await this.all<Row>(sql, ...values))[0];
  }

  async all<Row>(sql: string, ...values: Value[]): Promise<readonly Row[]> {
    return (await this.#line.ask<Row>({ sql, values, name: nameOf(sql) })).rows;
  }

  /** Nobody waits for the answer, unless it is careful. */
  run(sql: string, ...values: Value[]): Awaitable<void> {
    return this.#run({ sql, values, name: nameOf(sql) });
  }

  /** As `run`, for what needs no preparing. */
  runPlain(sql: string): Awaitable<void> {
    return this.#run({ sql });
  }

  #run(statement: Statement): Awaitable<void> {
    if (!this.#isCareful) return this.#line.send(statement);
    return this.#line.ask(statement).then(() => {});
  }
}
