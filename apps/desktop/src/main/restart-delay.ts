const FIRST_MS = 250;
const LONGEST_MS = 30_000;
/** A process that lived this long was healthy: the next failure counts as the first. */
const HEALTHY_MS = 60_000;

/** How many failures in a row a process has had, now that it ended after `livedMs`. */
export function failuresInARow(before: number, livedMs: number): number {
  return livedMs >= HEALTHY_MS ? 1 : before + 1;
}

/** How long to wait before starting again, in milliseconds: 250, 500, 1,000 … at most 30 s. */
export function restartDelay(failures: number): number {
  return Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
}
