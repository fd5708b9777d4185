/** Nothing happens oftener than this by itself while the app rests, in milliseconds. */
export const REST_MS = 60_000;

/** How long to wait for what comes again and again: while resting at least a minute. In milliseconds. */
export function whileResting(milliseconds: number, resting: boolean): number {
  return resting ? Math.max(milliseconds, REST_MS) : milliseconds;
}
