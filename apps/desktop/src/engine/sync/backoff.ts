import type { RandomBytes } from '@holdfast/shared/ids.ts';

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next try, in milliseconds: it doubles with each failed one, with half
 * of it by chance, so that many clients do not come back at the same moment.
 */
export function backoff(failures: number, randomBytes: RandomBytes): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  const share = (randomBytes(1)[0] ?? 0) / 255;
  return Math.round(full / 2 + (full / 2) * share);
}
