import { expect, test } from 'vitest';
import type { QueryPatch, RowQuery } from '../../engine/api/query.ts';
import { LiveRowsCache } from './live-rows.ts';

const query: RowQuery = { table: 'ticket', where: { status: 'open' }, offset: 0, limit: 10 };
const row = (id: string) => ({ row: { id }, waiting: false });

function openCache() {
  const listeners: ((patch: QueryPatch) => void)[] = [];
  const cache = new LiveRowsCache((_query, listener) => {
    listeners.push(listener);
    return () => {};
  });
  return { cache, listeners };
}

test('who asks the same gets the same rows, whatever the order of the words', () => {
  const { cache, listeners } = openCache();
  const same: RowQuery = { limit: 10, offset: 0, where: { status: 'open' }, table: 'ticket' };
  cache.of(query).subscribe(() => {});
  cache.of(same).subscribe(() => {});
  expect(listeners).toHaveLength(1);
});

test('rows that did not change keep their identity', () => {
  const { cache, listeners } = openCache();
  const live = cache.of(query);
  live.subscribe(() => {});
  listeners[0]?.({ total: 2, ids: ['a', 'b'], changed: [row('a'), row('b')] });
  const before = live.get()?.rows[0];
  listeners[0]?.({ total: 2, changed: [{ row: { id: 'b' }, waiting: true }] });
  expect(live.get()?.rows[0]).toBe(before);
  expect(live.get()?.rows[1]?.waiting).toBe(true);
});

test('an engine that starts anew with nothing leaves nothing of before', () => {
  const { cache, listeners } = openCache();
  const live = cache.of(query);
  live.subscribe(() => {});
  listeners[0]?.({ total: 1, ids: ['a'], changed: [row('a')] });
  listeners[0]?.({ total: 0, changed: [] });
  expect(live.get()?.rows).toEqual([]);
});

test('the next person on this device gets no row of the last one', () => {
  const { cache, listeners } = openCache();
  cache.of(query).subscribe(() => {});
  listeners[0]?.({ total: 1, ids: ['a'], changed: [row('a')] });
  cache.clear();
  expect(cache.of(query).get()).toBeUndefined();
});
