import type { BoardColumnData } from './board-types.ts';

/** A card that was dropped and whose row does not say so yet. */
export interface Dropped<Key extends string> {
  readonly id: string;
  readonly from: Key;
  readonly to: Key;
}

/** The columns with a card where it was dropped, until its row is somewhere else than before. */
export function withDropped<Key extends string>(
  columns: readonly BoardColumnData<Key>[],
  dropped: Dropped<Key> | undefined,
): readonly BoardColumnData<Key>[] {
  if (dropped === undefined || columnOf(columns, dropped.id) !== dropped.from) return columns;
  const card = columns.flatMap(({ cards }) => cards).find(({ id }) => id === dropped.id);
  if (card === undefined) return columns;
  return columns.map((column) => {
    const others = column.cards.filter(({ id }) => id !== dropped.id);
    return { ...column, cards: column.key === dropped.to ? [card, ...others] : others };
  });
}

/** The column in which a card stands. */
export function columnOf<Key extends string>(
  columns: readonly BoardColumnData<Key>[],
  id: string,
): Key | undefined {
  return columns.find(({ cards }) => cards.some((card) => card.id === id))?.key;
}

/** The name of a card or column, by its id or key. */
export function nameOf<Key extends string>(columns: readonly BoardColumnData<Key>[], id: string): string {
  const column = columns.find(({ key }) => key === id);
  if (column !== undefined) return column.name;
  return columns.flatMap(({ cards }) => cards).find((card) => card.id === id)?.name ?? '';
}

export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

/** The next column to the left (-1) or right (1) of where a card is held: the same one at the edge. */
export function nextPlace<P extends Place>(
  places: readonly P[],
  heldLeft: number,
  step: 1 | -1,
): P | undefined {
  const inOrder = places.toSorted((one, other) => one.left - other.left);
  const distances = inOrder.map(({ left }) => Math.abs(left - heldLeft));
  const at = distances.indexOf(Math.min(...distances));
  return inOrder[Math.min(Math.max(at + step, 0), inOrder.length - 1)];
}
