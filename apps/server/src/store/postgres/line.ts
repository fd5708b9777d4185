import type { Duplex } from 'node:stream';
import pg from 'pg';
import { RemoteFailure } from '../remote/driver.ts';
import { fromColumnText, toColumnText } from './column-text.ts';
import { endsConnection, lostBy, toRemoteFailure } from './postgres-failure.ts';

export type Value = string | number | null | readonly (string | number | null)[];

export interface Statement {
  readonly sql: string;
  readonly values?: readonly Value[];
  /** Prepared once under this name; a name stands for one text. */
  readonly name?: string;
}

/** Numbers of 64 bits come as numbers: versions and times stay far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser(id, format) {
    if (id === pg.types.builtins.INT8) return Number;
    if (id === pg.types.builtins.TEXT) return fromColumnText;
    return pg.types.getTypeParser(id, format);
  },
};

export interface LineOptions {
  readonly client: pg.ClientConfig;
  /** How long an answer may take before the connection counts as lost, in milliseconds. */
  readonly answerWithinMs: number;
}

/**
 * A connection to PostgreSQL on which statements are sent one behind the other, without waiting for the answers
 * (pipelining). What fails of those whose answers nobody waits for is told, as `late`, by the next answer that somebody
 * waits for.
 */
export class Line {
  readonly #client: pg.Client;
  readonly #answerWithinMs: number;
  /** Ends a connection over which nothing comes any more. It is set back whenever something does. */
  #watch: NodeJS.Timeout | undefined;
  #unanswered = 0;
  #isHeld = false;
  #lost: RemoteFailure | undefined;
  /** What failed first since it was forgiven. */
  #failed: unknown;

  private constructor({ client, answerWithinMs }: LineOptions) {
    this.#client = new pg.Client({ ...client, pipeline: true, types });
    this.#answerWithinMs = answerWithinMs;
    this.#client.on('error', (error) => this.#lose(error));
    this.#client.on('end', () => this.#lose(undefined));
  }

  /** @throws RemoteFailure */
  static async open(options: LineOptions): Promise<Line> {
    const line = new Line(options);
    try {
      await line.#client.connect();
      return line;
    } catch (error) {
      line.#end();
      throw lostBy(error);
    }
  }

  get isLost(): boolean {
    return this.#lost !== undefined;
  }

  /** Sends a statement and does not wait. */
  send(statement: Statement): void {
    this.#hold();
    this.#submit(statement, (error) => {
      if (error) this.#fail(error, true);
    });
  }

  /** Sends a statement and gives its rows; what they hold is said by the SQL, so the caller names the type. */
  ask<Row>(statement: Statement): Promise<{ readonly rows: readonly Row[]; readonly command: string }> {
    return new Promise((resolve, reject) => {
      this.#submit(statement, (error, result) => {
        if (error) this.#fail(error, false);
        if (this.#failed === undefined) resolve(result);
        else reject(this.#failed);
      });
      this.#letGo();
    });
  }

  /** Undoes what statements did and what failed of them: with `ROLLBACK`, or back to a savepoint. */
  undo(sql: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#submit({ sql }, (error) => {
        if (error) {
          this.#fail(error, false);
          reject(this.#failed);
          return;
        }
        this.#failed = undefined;
        resolve();
      });
      this.#letGo();
    });
  }

  /** Ends it, after what is on its way. Never throws. */
  async close(): Promise<void> {
    if (this.#lost !== undefined) return;
    clearTimeout(this.#watch);
    this.#letGo();
    await this.#client.end().catch(() => {});
  }

  /** Ends it at once. */
  cut(cause: unknown): void {
    this.#lose(cause);
    this.#end();
  }

  #submit(
    { sql, values, name }: Statement,
    answered: (error: Error | null, result: pg.QueryResult) => void,
  ): void {
    this.#expectAnswer();
    const query: pg.QueryConfig = {
      text: sql,
      ...(values !== undefined && { values: values.map(toParameter) }),
      ...(name !== undefined && { name }),
    };
    this.#client.query(query, (error: Error | null, result: pg.QueryResult) => {
      this.#unanswered -= 1;
      this.#watch?.refresh();
      answered(error, result);
    });
  }

  /** What nobody waits for travels together with the next that somebody waits for: each write to a socket wakes PostgreSQL up. */
  #hold(): void {
    if (this.#isHeld) return;
    this.#isHeld = true;
    this.#stream.cork();
  }

  #letGo(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#stream.uncork();
  }

  get #stream(): Duplex {
    return this.#client.connection.stream;
  }

  #expectAnswer(): void {
    this.#unanswered += 1;
    if (this.#watch !== undefined) {
      if (this.#unanswered === 1) this.#watch.refresh();
      return;
    }
    this.#watch = setTimeout(() => {
      if (this.#unanswered > 0) this.cut(new Error(`No answer within ${this.#answerWithinMs} ms.`));
    }, this.#answerWithinMs);
    this.#watch.unref();
  }

  #fail(error: Error, isLate: boolean): void {
    if (endsConnection(error)) this.cut(error);
    this.#failed ??= this.#lost ?? this.#failureOf(error, isLate);
  }

  #failureOf(error: Error, isLate: boolean): unknown {
    const failure = toRemoteFailure(error);
    return isLate && !(failure instanceof RemoteFailure)
      ? new RemoteFailure('late', 'LATE', failure)
      : failure;
  }

  #lose(cause: unknown): void {
    this.#lost ??= lostBy(cause);
    clearTimeout(this.#watch);
  }

  #end(): void {
    this.#stream.destroy();
  }
}

function toParameter(value: Value): unknown {
  if (typeof value === 'string') return toColumnText(value);
  if (value === null || typeof value === 'number') return value;
  return value.map((one) => (typeof one === 'string' ? toColumnText(one) : one));
}
