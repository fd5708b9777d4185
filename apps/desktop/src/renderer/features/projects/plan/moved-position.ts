import { positionBetween } from '@holdfast/shared/positions.ts';

/**
 * The position that puts a row in another place among rows in their order. `to`: where it stands then, from 0.
 * Nothing where there is no such place, or it stands there already.
 */
export function movedPosition(
  rows: readonly { readonly id: string; readonly position: string }[],
  id: string,
  to: number,
): string | undefined {
  const from = rows.findIndex((row) => row.id === id);
  if (from < 0 || from === to || to < 0 || to >= rows.length) return undefined;
  const others = rows.filter((row) => row.id !== id);
  return positionBetween(others[to - 1]?.position, others[to]?.position);
}
