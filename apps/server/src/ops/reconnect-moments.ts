/** Nobody shall be back before another process can have taken over, in milliseconds. */
const SOONEST_MS = 1_000;

/**
 * When the client at a place among so many shall come back after a stop, in milliseconds: evenly spread,
 * so that they do not all come at once.
 */
export function reconnectMoment(place: number, count: number, spreadMs: number): number {
  return SOONEST_MS + Math.floor((spreadMs * place) / Math.max(count, 1));
}
