/**
 * Comparing takes steps for each pair of pieces, and many more for each pair of equal ones. Above
 * these it would hold up everything else, so larger pieces are compared, or none at all.
 */
const MOST_STEPS = 16_000_000;
const MOST_EQUAL_PAIRS = 100_000;

/** Words, and the white space between them. */
export function wordsOf(text: string): string[] {
  return text.split(/(\s+)/);
}

/** Words, each with the white space after it, because spaces are the same everywhere. */
export function spacedWordsOf(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}

/** Lines, each with the empty ones before it, because empty lines are the same everywhere. */
export function linesOf(text: string): string[] {
  return text.match(/\n*[^\n]+\n?|\n+/g) ?? [];
}

/** Whether two lists of pieces can be compared within a few hundredths of a second. */
export function areCheap(left: readonly string[], right: readonly string[]): boolean {
  return left.length * right.length <= MOST_STEPS && countEqualPairs(left, right) <= MOST_EQUAL_PAIRS;
}

function countEqualPairs(left: readonly string[], right: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const piece of right) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return left.reduce((pairs, piece) => pairs + (counts.get(piece) ?? 0), 0);
}

/** How many pieces are the same from the start on. */
export function sameAtStart(left: readonly string[], right: readonly string[]): number {
  const most = Math.min(left.length, right.length);
  let same = 0;
  while (same < most && left[same] === right[same]) same += 1;
  return same;
}

/** How many pieces are the same at the end, without the first `head`. */
export function sameAtEnd(left: readonly string[], right: readonly string[], head: number): number {
  const most = Math.min(left.length, right.length) - head;
  let same = 0;
  while (same < most && left.at(-1 - same) === right.at(-1 - same)) same += 1;
  return same;
}
