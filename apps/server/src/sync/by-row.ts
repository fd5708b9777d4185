/** A row by its table and id. */
export interface Named {
  readonly table: string;
  readonly id: string;
}

/** Something for each of some rows. Tables and ids are kept apart: joined names would cost more than what is kept. */
export class ByRow<T> {
  readonly #tables = new Map<string, Map<string, T>>();

  get({ table, id }: Named): T | undefined {
    return this.#tables.get(table)?.get(id);
  }

  has({ table, id }: Named): boolean {
    return this.#tables.get(table)?.has(id) === true;
  }

  set({ table, id }: Named, value: T): void {
    const known = this.#tables.get(table);
    if (known === undefined) this.#tables.set(table, new Map([[id, value]]));
    else known.set(id, value);
  }
}
