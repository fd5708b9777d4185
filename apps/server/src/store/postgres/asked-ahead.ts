import type { ClientRecord, Expected, ResultRecord, StoredEntry } from '../records.ts';
import { keyOf, type RowKey, readClients, readEntries, readResults } from './read-ahead.ts';
import type { RowCache } from './row-cache.ts';
import { readRows } from './row-calls.ts';
import type { Statements } from './statements.ts';

/** What one transaction asked for before it was needed. What is written meanwhile is asked for anew. */
export class AskedAhead {
  readonly #statements: Statements;
  readonly #cache: RowCache;
  readonly #clients = new Map<string, ClientRecord | undefined>();
  readonly #results = new Map<string, ResultRecord | undefined>();
  readonly #entries = new Map<string, readonly StoredEntry[]>();

  constructor(statements: Statements, cache: RowCache) {
    this.#statements = statements;
    this.#cache = cache;
  }

  /** Everything travels together, so that it takes one way there and back. */
  async expect({ clients, results, rows }: Expected): Promise<void> {
    await Promise.all([
      readClients(this.#statements, clients, this.#clients),
      readResults(this.#statements, results, this.#results),
      readEntries(this.#statements, rows, this.#entries),
      ...[...idsByTable(rows)].map(([table, ids]) => this.#readRows(table, ids)),
    ]);
  }

  client(clientId: string): { readonly found: ClientRecord | undefined } | undefined {
    return this.#clients.has(clientId) ? { found: this.#clients.get(clientId) } : undefined;
  }

  result(id: string): { readonly found: ResultRecord | undefined } | undefined {
    return this.#results.has(id) ? { found: this.#results.get(id) } : undefined;
  }

  entries(table: string, id: string): readonly StoredEntry[] | undefined {
    return this.#entries.get(keyOf({ table, id }));
  }

  forgetClient(clientId: string): void {
    this.#clients.delete(clientId);
  }

  forgetResult(id: string): void {
    this.#results.delete(id);
  }

  forgetResultsOf(clientId: string): void {
    for (const [id, result] of this.#results) if (result?.clientId === clientId) this.#results.delete(id);
  }

  forgetEntries(written: readonly StoredEntry[]): void {
    for (const entry of written) this.#entries.delete(keyOf(entry));
  }

  /** Much is deleted at once. */
  forgetAll(): void {
    this.#results.clear();
    this.#entries.clear();
  }

  async #readRows(table: string, ids: readonly string[]): Promise<void> {
    const unknown = ids.filter((id) => this.#cache.row(table, id) === undefined);
    if (unknown.length === 0) return;
    const rows = await readRows(this.#statements, table, unknown);
    for (const id of unknown) {
      this.#cache.keepRow(table, id, rows.get(id) ?? { row: undefined, hash: 0 });
    }
  }
}

function idsByTable(rows: readonly RowKey[]): ReadonlyMap<string, readonly string[]> {
  const tables = new Map<string, Set<string>>();
  for (const { table, id } of rows) {
    const ids = tables.get(table) ?? new Set();
    tables.set(table, ids.add(id));
  }
  return new Map([...tables].map(([table, ids]) => [table, [...ids]]));
}
