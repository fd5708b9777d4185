import { canonicalJson } from '@holdfast/shared/json.ts';
import { applyPatch, type QueryPatch, type QueryResult, type RowQuery } from '../../engine/api/query.ts';

/** Follows one query. The result stops it. */
export type WatchRows = (query: RowQuery, listener: (patch: QueryPatch) => void) => () => void;

/** The rows of a query, kept up to date while somebody looks. Nothing until the engine's first answer. */
export interface LiveRows {
  readonly get: () => QueryResult | undefined;
  readonly subscribe: (listener: () => void) => () => void;
}

/** A query that nobody looks at any more is kept this long, so that going back shows it at once. */
const LINGER_MS = 5_000;

const empty: QueryResult = { total: 0, rows: [] };

class LiveQuery implements LiveRows {
  readonly #listeners = new Set<() => void>();
  readonly #open: () => () => void;
  readonly #forget: () => void;
  #result: QueryResult | undefined;
  #stop: (() => void) | undefined;
  #linger: ReturnType<typeof setTimeout> | undefined;

  constructor(query: RowQuery, watch: WatchRows, forget: () => void) {
    this.#forget = forget;
    this.#open = () => watch(query, (patch) => this.#receive(patch, query.offset));
  }

  // Arrow functions, because React takes them away from their object.
  readonly get = (): QueryResult | undefined => this.#result;

  readonly subscribe = (listener: () => void): (() => void) => {
    clearTimeout(this.#linger);
    this.#listeners.add(listener);
    this.#stop ??= this.#open();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#linger = setTimeout(() => this.end(), LINGER_MS);
    };
  };

  end(): void {
    clearTimeout(this.#linger);
    this.#stop?.();
    this.#stop = undefined;
    this.#forget();
  }

  #receive(patch: QueryPatch, offset: number): void {
    const next = applyPatch(this.#result ?? empty, patch);
    // After the engine was started anew its patches begin from an empty result again.
    const most = Math.max(0, patch.total - offset);
    this.#result = next.rows.length > most ? { ...next, rows: next.rows.slice(0, most) } : next;
    for (const listener of this.#listeners) listener();
  }
}

/** All queries that somebody looks at: who asks the same gets the same rows. */
export class LiveRowsCache {
  readonly #watch: WatchRows;
  #queries = new Map<string, LiveQuery>();

  constructor(watch: WatchRows) {
    this.#watch = watch;
  }

  of(query: RowQuery): LiveRows {
    const key = canonicalJson(JSON.parse(JSON.stringify(query)));
    const queries = this.#queries;
    const known = queries.get(key);
    if (known !== undefined) return known;
    const live = new LiveQuery(query, this.#watch, () => queries.delete(key));
    queries.set(key, live);
    return live;
  }

  /** Lets go of everything: the next person on this device must not see a row of the last one. */
  clear(): void {
    for (const live of this.#queries.values()) live.end();
    this.#queries = new Map();
  }
}
