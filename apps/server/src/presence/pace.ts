/**
 * What telling one receiver costs the server, in milliseconds of its processor, is well below a
 * twentieth of this: so telling all of them again and again takes little of it.
 */
const MS_PER_RECEIVER = 0.5;

/** How long receivers are told nothing more after they were told something, in milliseconds. */
export function paceFor(receivers: number, leastMs: number): number {
  return Math.max(leastMs, receivers * MS_PER_RECEIVER);
}
