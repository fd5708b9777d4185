import { expect, test } from 'vitest';
import { countUpdates, holdStill, idAt, indexOf, type ListOrder, PAGE, pagesAround } from './list-order.ts';

const order = (total: number, pages: Record<number, string[]>): ListOrder => ({
  total,
  pages: new Map(Object.entries(pages).map(([page, ids]) => [Number(page), ids])),
});

test('finds rows by place and places by row, across pages', () => {
  const list = order(700, { 1: ['a', 'b'], 2: ['c'] });
  expect(idAt(list, PAGE + 1)).toBe('b');
  expect(idAt(list, 0)).toBeUndefined();
  expect(indexOf(list, 'c')).toBe(2 * PAGE);
  expect(indexOf(list, 'x')).toBeUndefined();
});

test('asks for the pages in sight and one on either side, within the list', () => {
  expect(pagesAround(0, 20, 100_000)).toEqual([0, 1]);
  expect(pagesAround(900, 920, 100_000)).toEqual([2, 3, 4]);
  expect(pagesAround(99_980, 99_999, 100_000)).toEqual([332, 333]);
  expect(pagesAround(0, 20, 0)).toEqual([0]);
});

test('while it holds still, nothing shown moves, and pages that were not there come in', () => {
  const shown = order(4, { 0: ['a', 'b'] });
  const live = order(5, { 0: ['x', 'a'], 1: ['b', 'c'] });
  expect(holdStill(shown, live)).toEqual(order(4, { 0: ['a', 'b'], 1: ['b', 'c'] }));
});

test('counts rows that would come, go or move, each once', () => {
  const shown = order(4, { 0: ['a', 'b', 'c', 'd'] });
  expect(countUpdates(shown, shown)).toBe(0);
  expect(countUpdates(shown, order(5, { 0: ['x', 'a', 'b', 'c'] }))).toBe(1);
  expect(countUpdates(shown, order(3, { 0: ['a', 'c', 'd'] }))).toBe(1);
  expect(countUpdates(shown, order(4, { 0: ['d', 'a', 'b', 'c'] }))).toBe(1);
  expect(countUpdates(shown, order(6, { 0: ['x', 'd', 'y', 'a'] }))).toBe(3);
});
