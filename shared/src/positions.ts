import { generateKeyBetween } from 'fractional-indexing';

const FIRST = 'a0';

/**
 * A text that sorts between two others, for rows that people put in an order: only the row that was moved
 * changes. Nothing before or after it: at that end. Where nothing fits between the two, because two people put a
 * row in the same place or somebody else's order is none, it sorts after the first, or at the end.
 */
export function positionBetween(before: string | undefined, after: string | undefined): string {
  const between = keyBetween(before, after) ?? keyBetween(before, undefined);
  if (between !== undefined) return between;
  // A text sorts before each that begins with it.
  return before === undefined ? FIRST : `${before}V`;
}

/** Nothing where the two leave no room, or one of them is no such text. */
function keyBetween(before: string | undefined, after: string | undefined): string | undefined {
  try {
    return generateKeyBetween(before, after);
  } catch {
    return undefined;
  }
}

/** In the order of their positions; the id breaks ties, so that everybody sees the same order. */
export function byPosition<Row extends { readonly id: string; readonly position: string }>(
  left: Row,
  right: Row,
): number {
  if (left.position === right.position) return left.id < right.id ? -1 : 1;
  return left.position < right.position ? -1 : 1;
}
