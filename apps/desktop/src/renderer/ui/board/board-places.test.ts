import { expect, test } from 'vitest';
import { columnOf, nameOf, nextPlace, withDropped } from './board-places.ts';
import type { BoardColumnData } from './board-types.ts';

type Key = 'planned' | 'running';

const card = (id: string) => ({ id, name: `Card ${id}`, refusal: undefined, content: null });
const columns: BoardColumnData<Key>[] = [
  { key: 'planned', name: 'Planned', cards: [card('1'), card('2')] },
  { key: 'running', name: 'Running', cards: [card('3')] },
];
const cardsOf = (shown: readonly BoardColumnData<Key>[]) =>
  shown.map(({ cards }) => cards.map(({ id }) => id));

test('a card stands where it was dropped until its row says where it is', () => {
  const dropped = { id: '2', from: 'planned', to: 'running' } as const;
  expect(cardsOf(withDropped(columns, dropped))).toEqual([['1'], ['2', '3']]);
  const moved = withDropped(columns, dropped);
  expect(withDropped(moved, dropped)).toBe(moved);
});

test('what has gone meanwhile is not put anywhere', () => {
  expect(withDropped(columns, { id: '9', from: 'planned', to: 'running' })).toBe(columns);
  expect(columnOf(columns, '9')).toBeUndefined();
});

test('cards and columns are told by their names', () => {
  expect(nameOf(columns, '3')).toBe('Card 3');
  expect(nameOf(columns, 'planned')).toBe('Planned');
});

test('an arrow leads to the column that is seen beside, and stays at the edge', () => {
  const places = [300, 0, 600].map((left) => ({ left, top: 0, width: 280 }));
  expect(nextPlace(places, 8, 1)?.left).toBe(300);
  expect(nextPlace(places, 308, 1)?.left).toBe(600);
  expect(nextPlace(places, 608, 1)?.left).toBe(600);
  expect(nextPlace(places, 308, -1)?.left).toBe(0);
});
