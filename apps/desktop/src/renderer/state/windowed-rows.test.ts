import { expect, test } from 'vitest';
import type { QueryPatch, RowQuery } from '../../engine/api/query.ts';
import { LiveRowsCache } from './live-rows.ts';
import { WindowedRows } from './windowed-rows.ts';

/** Stands for the disk: answers queries from a list of ids, and tells again when the list is set. */
class Disk {
  ids: string[] = [];
  waiting = new Set<string>();
  readonly watches = new Map<RowQuery, (patch: QueryPatch) => void>();

  readonly watch = (query: RowQuery, listener: (patch: QueryPatch) => void) => {
    this.watches.set(query, listener);
    listener(this.answer(query));
    return () => this.watches.delete(query);
  };

  set(ids: string[], own: string[] = []): void {
    this.ids = ids;
    this.waiting = new Set(own);
    for (const [query, listener] of this.watches) listener(this.answer(query));
  }

  private answer({ offset, limit }: RowQuery): QueryPatch {
    const ids = this.ids.slice(offset, offset + limit);
    const changed = ids.map((id) => ({ row: { id }, waiting: this.waiting.has(id) }));
    return { total: this.ids.length, ids, changed };
  }
}

function openList(disk: Disk) {
  const cache = new LiveRowsCache(disk.watch);
  const list = new WindowedRows({ table: 'ticket' }, (query) => cache.of(query));
  list.subscribe(() => {});
  const shown = () => Array.from({ length: list.get().total }, (_, index) => list.get().rowAt(index)?.row.id);
  return { list, shown };
}

test('a row never moves while the list is held; the count says what would', () => {
  const disk = new Disk();
  disk.set(['a', 'b', 'c']);
  const { list, shown } = openList(disk);
  list.hold(true);
  disk.set(['x', 'c', 'a', 'b']);
  expect(shown()).toEqual(['a', 'b', 'c']);
  expect(list.get().updates).toBe(2);
  list.bringUpToDate();
  expect(shown()).toEqual(['x', 'c', 'a', 'b']);
  expect(list.get().updates).toBe(0);
});

test('a row that went stays readable until the list is brought up to date', () => {
  const disk = new Disk();
  disk.set(['a', 'b', 'c']);
  const { list, shown } = openList(disk);
  list.hold(true);
  disk.set(['a', 'c']);
  expect(shown()).toEqual(['a', 'b', 'c']);
  list.hold(false);
  expect(shown()).toEqual(['a', 'c']);
});

test('what a person just made shows at once, held or not', () => {
  const disk = new Disk();
  disk.set(['a', 'b']);
  const { list, shown } = openList(disk);
  list.hold(true);
  disk.set(['mine', 'a', 'b'], ['mine']);
  expect(shown()).toEqual(['mine', 'a', 'b']);
});

test('only the pages around what is in sight are followed, of however many', () => {
  const disk = new Disk();
  disk.set(Array.from({ length: 100_000 }, (_, index) => `row ${index}`));
  const { list } = openList(disk);
  list.look(50_000, 50_040);
  expect(list.get().rowAt(50_020)?.row.id).toBe('row 50020');
  expect(list.get().rowAt(10)).toBeUndefined();
  list.look(0, 40);
  expect(list.get().rowAt(10)?.row.id).toBe('row 10');
});
