/**
 * Telling one receiver takes less than a tenth of this from the server's processor (`npm run bench --
 * presence`), so that telling all of them again and again takes less than a tenth of it.
 */
const MS_PER_RECEIVER = 0.5;

/** How long receivers are told nothing more after they were told something, in milliseconds. */
export function paceFor(receivers: number, leastMs: number): number {
  return Math.max(leastMs, receivers * MS_PER_RECEIVER);
}
