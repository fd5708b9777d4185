import type { QueriedRow } from '../../engine/api/query.ts';

/** The ids that have no row on this device any more. */
export function lostRows(asked: readonly string[], found: readonly QueriedRow[]): string[] {
  const there = new Set(found.map(({ row }) => row.id));
  return asked.filter((id) => !there.has(id));
}
