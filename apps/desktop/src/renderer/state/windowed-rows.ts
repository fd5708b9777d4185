import type { QueriedRow, QueryResult, RowQuery } from '../../engine/api/query.ts';
import {
  countUpdates,
  holdStill,
  idAt,
  indexOf,
  type ListOrder,
  noOrder,
  PAGE,
  pagesAround,
} from './list-order.ts';
import type { LiveRows } from './live-rows.ts';

type PagelessQuery = Omit<RowQuery, 'offset' | 'limit'>;

/** What a list shows. A new one for each change, so that React sees it. */
export interface WindowedList {
  /** False until the first page has arrived. */
  readonly loaded: boolean;
  readonly total: number;
  /** How many rows would come, go or move if the list were brought up to date. */
  readonly updates: number;
  rowAt(index: number): QueriedRow | undefined;
  indexOf(id: string): number | undefined;
}

interface Page {
  readonly rows: LiveRows;
  readonly stop: () => void;
}

/**
 * A list of any length, of which only the pages around what is in sight are followed. While it is
 * held, rows keep their places: what they say is up to date, what would reorder them waits for
 * `bringUpToDate`. A row that this person just made is the exception: it shows at once.
 */
export class WindowedRows {
  readonly #query: PagelessQuery;
  readonly #rowsOf: (query: RowQuery) => LiveRows;
  readonly #pages = new Map<number, Page>();
  readonly #listeners = new Set<() => void>();
  #known = new Map<string, QueriedRow>();
  #shown: ListOrder = noOrder;
  #live: ListOrder = noOrder;
  #held = false;
  #list: WindowedList = this.#makeList();

  constructor(query: PagelessQuery, rowsOf: (query: RowQuery) => LiveRows) {
    this.#query = query;
    this.#rowsOf = rowsOf;
  }

  readonly get = (): WindowedList => this.#list;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#pages.size === 0) this.look(0, 0);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#closePages();
    };
  };

  /** Says which rows are in sight. */
  look(first: number, last: number): void {
    const wanted = new Set(pagesAround(first, last, Math.max(this.#live.total, this.#shown.total)));
    for (const [number, page] of this.#pages) {
      if (wanted.has(number)) continue;
      page.stop();
      this.#pages.delete(number);
    }
    const missing = [...wanted].filter((number) => !this.#pages.has(number));
    for (const number of missing) this.#openPage(number);
    if (missing.length > 0) this.#take();
  }

  hold(held: boolean): void {
    if (this.#held === held) return;
    this.#held = held;
    if (!held) this.bringUpToDate();
  }

  bringUpToDate(): void {
    this.#shown = this.#live;
    this.#publish();
  }

  #openPage(number: number): void {
    const rows = this.#rowsOf({ ...this.#query, offset: number * PAGE, limit: PAGE });
    this.#pages.set(number, { rows, stop: rows.subscribe(() => this.#take()) });
  }

  #closePages(): void {
    for (const page of this.#pages.values()) page.stop();
    this.#pages.clear();
  }

  /** Takes what the pages say now. */
  #take(): void {
    const results = [...this.#pages].flatMap(([number, { rows }]) => {
      const result = rows.get();
      return result === undefined ? [] : [[number, result] as const];
    });
    const isFirst = this.#live === noOrder;
    this.#live = orderOf(results, this.#live.total);
    const moves = !this.#held || isFirst || this.#hasOwnNewRow(results);
    this.#shown = moves ? this.#live : holdStill(this.#shown, this.#live);
    this.#remember(results);
    this.#publish();
  }

  #hasOwnNewRow(results: readonly (readonly [number, QueryResult])[]): boolean {
    return results.some(
      ([number, { rows }]) =>
        this.#shown.pages.has(number) && rows.some(({ row, waiting }) => waiting && !this.#known.has(row.id)),
    );
  }

  /** Keeps rows that are still shown though they have left the live pages. */
  #remember(results: readonly (readonly [number, QueryResult])[]): void {
    const before = this.#known;
    this.#known = new Map(
      results.flatMap(([, { rows }]) => rows.map((queried) => [queried.row.id, queried])),
    );
    for (const ids of this.#shown.pages.values()) {
      for (const id of ids) {
        const row = before.get(id);
        if (row !== undefined && !this.#known.has(id)) this.#known.set(id, row);
      }
    }
  }

  #publish(): void {
    this.#list = this.#makeList();
    for (const listener of this.#listeners) listener();
  }

  #makeList(): WindowedList {
    const shown = this.#shown;
    const known = this.#known;
    const live = this.#live;
    return {
      loaded: live.pages.size > 0,
      total: shown.total,
      updates: shown === live ? 0 : countUpdates(shown, live),
      rowAt: (index) => known.get(idAt(shown, index) ?? ''),
      indexOf: (id) => indexOf(shown, id),
    };
  }
}

function orderOf(results: readonly (readonly [number, QueryResult])[], totalBefore: number): ListOrder {
  const pages = new Map(results.map(([number, { rows }]) => [number, rows.map(({ row }) => row.id)]));
  return { total: results.at(-1)?.[1].total ?? totalBefore, pages };
}
