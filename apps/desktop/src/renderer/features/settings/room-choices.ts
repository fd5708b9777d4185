const GIBIBYTE = 1024 ** 3;

const usual = [1, 2, 5, 10, 20, 50, 100].map((count) => count * GIBIBYTE);

/** How much room files may take, in bytes, to choose from: the usual ones, and what is chosen now. */
export function roomChoices(chosen: number): readonly number[] {
  return [...new Set([...usual, chosen])].sort((left, right) => left - right);
}
