/** Nobody shall be back before another process can have taken over, in milliseconds. */
const SOONEST_MS = 1_000;

/** A process takes this long to let one client in (`npm run bench -- scale`), in milliseconds: none shall wait for others. */
const MS_EACH = 1;

/**
 * When the client at a place among so many shall come back after a stop, in milliseconds: evenly spread over
 * so long, or longer where they are many, so that they do not all come at once.
 */
export function reconnectMoment(place: number, count: number, spreadMs: number): number {
  const spread = Math.max(spreadMs, count * MS_EACH);
  return SOONEST_MS + Math.floor((spread * place) / Math.max(count, 1));
}
