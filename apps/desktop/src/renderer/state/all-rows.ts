import type { QueriedRow, RowQuery } from '../../engine/api/query.ts';
import type { LiveRows } from './live-rows.ts';

/** As many as one query gives. */
const PAGE = 2_000;

interface Page {
  readonly rows: LiveRows;
  readonly stop: () => void;
}

/** All rows of a question, however many pages they fill, kept up to date while somebody looks. */
export class AllRows {
  private readonly rowsOf: (offset: number, limit: number) => LiveRows;
  private readonly listeners = new Set<() => void>();
  private pages: Page[] = [];
  private rows: readonly QueriedRow[] | undefined;

  constructor(query: Omit<RowQuery, 'offset' | 'limit'>, rowsOf: (query: RowQuery) => LiveRows) {
    this.rowsOf = (offset, limit) => rowsOf({ ...query, offset, limit });
  }

  /** Nothing until all pages are there. The same list until something in it differs. */
  readonly get = (): readonly QueriedRow[] | undefined => this.rows;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.pages.length === 0) this.openPage();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      for (const page of this.pages) page.stop();
      this.pages = [];
    };
  };

  private openPage(): void {
    const rows = this.rowsOf(this.pages.length * PAGE, PAGE);
    this.pages.push({ rows, stop: rows.subscribe(() => this.take()) });
    this.take();
  }

  private take(): void {
    const results = this.pages.map(({ rows }) => rows.get());
    const last = results.at(-1);
    if (last === undefined) return;
    if (last.total > this.pages.length * PAGE) {
      this.openPage();
      return;
    }
    // A row that moves from one page to another may stand in both for a moment.
    const byId = new Map(
      results.flatMap((result) => result?.rows.map((queried) => [queried.row.id, queried] as const) ?? []),
    );
    this.rows = [...byId.values()];
    for (const listener of this.listeners) listener();
  }
}
