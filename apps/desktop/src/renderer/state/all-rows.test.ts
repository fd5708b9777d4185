import { expect, test } from 'vitest';
import type { QueriedRow, QueryResult, RowQuery } from '../../engine/api/query.ts';
import { AllRows } from './all-rows.ts';

/** Answers queries from a list, as the engine does from its table. */
class List {
  readonly listeners = new Map<number, Set<() => void>>();
  rows: readonly QueriedRow[] = [];

  readonly of = ({ offset, limit }: RowQuery) => {
    let made: { readonly from: readonly QueriedRow[]; readonly result: QueryResult } | undefined;
    const listeners = this.listeners.get(offset) ?? new Set();
    this.listeners.set(offset, listeners);
    return {
      get: () => {
        if (made?.from !== this.rows) {
          const rows = this.rows.slice(offset, offset + limit);
          made = { from: this.rows, result: { total: this.rows.length, rows } };
        }
        return made.result;
      },
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
  };

  set(count: number): void {
    this.rows = Array.from({ length: count }, (_, index) => ({ row: { id: String(index) }, waiting: false }));
    for (const listeners of this.listeners.values()) for (const tell of [...listeners]) tell();
  }
}

test('all rows are there, however many pages they fill, and more when there are more', () => {
  const list = new List();
  list.set(3_000);
  const all = new AllRows({ table: 'absence' }, list.of);
  let told = 0;
  const stop = all.subscribe(() => {
    told += 1;
  });
  expect(all.get()).toHaveLength(3_000);
  const before = told;
  list.set(4_500);
  expect(all.get()?.at(-1)?.row.id).toBe('4499');
  expect(told).toBeGreaterThan(before);
  list.set(10);
  expect(all.get()).toHaveLength(10);
  stop();
  expect([...list.listeners.values()].every((listeners) => listeners.size === 0)).toBe(true);
});
