import { canonicalJson } from '@holdfast/shared/json.ts';

/** Follows one query. The result stops it. */
export type Watch<Query, Patch> = (query: Query, listener: (patch: Patch) => void) => () => void;

/** What a query gives, kept up to date while somebody looks. Nothing until the engine's first answer. */
export interface Live<Result> {
  readonly get: () => Result | undefined;
  readonly subscribe: (listener: () => void) => () => void;
}

/** A query that nobody looks at any more is kept this long, so that going back shows it at once. */
const LINGER_MS = 5_000;

/** What follows from the result before and what the engine says is new. */
export type Apply<Query, Patch, Result> = (before: Result | undefined, patch: Patch, query: Query) => Result;

class LiveQuery<Query, Patch, Result> implements Live<Result> {
  readonly #listeners = new Set<() => void>();
  readonly #open: () => () => void;
  readonly #forget: () => void;
  #result: Result | undefined;
  #stop: (() => void) | undefined;
  #linger: ReturnType<typeof setTimeout> | undefined;

  constructor(
    query: Query,
    watch: Watch<Query, Patch>,
    apply: Apply<Query, Patch, Result>,
    forget: () => void,
  ) {
    this.#forget = forget;
    this.#open = () =>
      watch(query, (patch) => {
        this.#result = apply(this.#result, patch, query);
        for (const listener of this.#listeners) listener();
      });
  }

  // Arrow functions, because React takes them away from their object.
  readonly get = (): Result | undefined => this.#result;

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
}

/** All queries of one topic that somebody looks at: who asks the same gets the same. */
export class LiveCache<Query, Patch, Result> {
  readonly #watch: Watch<Query, Patch>;
  readonly #apply: Apply<Query, Patch, Result>;
  #queries = new Map<string, LiveQuery<Query, Patch, Result>>();

  constructor(watch: Watch<Query, Patch>, apply: Apply<Query, Patch, Result>) {
    this.#watch = watch;
    this.#apply = apply;
  }

  of(query: Query): Live<Result> {
    const key = canonicalJson(JSON.parse(JSON.stringify(query)));
    const queries = this.#queries;
    const known = queries.get(key);
    if (known !== undefined) return known;
    const live = new LiveQuery(query, this.#watch, this.#apply, () => queries.delete(key));
    queries.set(key, live);
    return live;
  }

  /** Lets go of everything: the next person on this device must not see a row of the last one. */
  clear(): void {
    for (const live of this.#queries.values()) live.end();
    this.#queries = new Map();
  }
}
