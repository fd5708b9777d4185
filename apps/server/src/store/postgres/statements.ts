import type { Line, Value } from './line.ts';

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

  constructor(line: Line) {
    this.#line = line;
  }

  /** The first row of the answer. What its columns hold is said by the SQL, so the caller names the type. */
  async get<Row>(sql: string, ...values: Value[]): Promise<Row | undefined> {
    return (await this.all<Row>(sql, ...values))[0];
  }

  async all<Row>(sql: string, ...values: Value[]): Promise<readonly Row[]> {
    return (await this.#line.ask<Row>({ sql, values, name: nameOf(sql) })).rows;
  }

  /** Nobody waits for the answer: what fails is told at the next answer somebody waits for. */
  run(sql: string, ...values: Value[]): void {
    this.#line.send({ sql, values, name: nameOf(sql) });
  }
}
