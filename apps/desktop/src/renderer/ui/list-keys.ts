/** Where the selection goes when a key is pressed in a list, or nothing for a key that does not move it. */
export function placeAfterKey(
  key: string,
  place: number | undefined,
  total: number,
  page: number,
): number | undefined {
  if (total === 0) return undefined;
  const from = place ?? -1;
  const moves: Record<string, number> = {
    ArrowDown: from + 1,
    j: from + 1,
    ArrowUp: place === undefined ? total - 1 : place - 1,
    k: place === undefined ? total - 1 : place - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: total - 1,
  };
  const next = moves[key.length === 1 ? key.toLowerCase() : key];
  return next === undefined ? undefined : Math.min(Math.max(next, 0), total - 1);
}
