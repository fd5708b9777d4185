import type { RowData } from '@holdfast/shared/effect/operations.ts';
import type { OpenEngine } from '../world/client-node.ts';
import type { Random } from '../world/random.ts';

/** What a person sees on their device now: whatever they do, they do from here. */
export class Sight {
  readonly #engine: OpenEngine;
  readonly #random: Random;

  constructor(engine: OpenEngine, random: Random) {
    this.#engine = engine;
    this.#random = random;
  }

  /** A row of a table by chance, more often one of the newest few, so that people meet. */
  some(table: string, where = '1'): RowData | undefined {
    const count =
      this.#engine.statements.get<{ count: number }>(
        `SELECT count(*) AS count FROM "${table}" WHERE ${where}`,
      )?.count ?? 0;
    if (count === 0) return undefined;
    const offset = this.#random.chance(0.7)
      ? this.#random.between(0, Math.min(2, count - 1))
      : this.#random.between(0, count - 1);
    const line = this.#engine.statements.get<{ data: string }>(
      `SELECT data FROM "${table}" WHERE ${where} ORDER BY id DESC LIMIT 1 OFFSET ?`,
      offset,
    );
    return line === undefined ? undefined : JSON.parse(line.data);
  }

  /** The rows of a table for which something holds, the newest last. */
  all(table: string, where: string, ...values: readonly string[]): RowData[] {
    const lines = this.#engine.statements.all<{ data: string }>(
      `SELECT data FROM "${table}" WHERE ${where} ORDER BY id`,
      ...values,
    );
    return lines.map(({ data }) => JSON.parse(data));
  }

  row(table: string, id: string): RowData | undefined {
    const line = this.#engine.statements.get<{ data: string }>(
      `SELECT data FROM "${table}" WHERE id = ?`,
      id,
    );
    return line === undefined ? undefined : JSON.parse(line.data);
  }
}
