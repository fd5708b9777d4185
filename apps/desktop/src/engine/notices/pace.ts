/** So many at once are shown one by one; of more a summary is made: nobody reads a flood. */
export const MOST_AT_ONCE = 3;
/** So many are shown within so long, in milliseconds. */
export const WINDOW_MS = 10_000;
/** A notice that shows is updated at most so often, in milliseconds: a burst on one ticket rings once. */
export const UPDATE_MS = 5_000;

export interface Waiting {
  readonly key: string;
  readonly urgent: boolean;
}

/** That a notice was shown, and when, in milliseconds since 1970. */
export interface Showing {
  readonly key: string;
  readonly at: number;
}

/** What is due: shown one by one, or together in a summary; and when to look again, in milliseconds. */
export interface Paced {
  readonly show: readonly string[];
  readonly summary: readonly string[];
  readonly againIn: number | undefined;
}

/**
 * Decides what of the waiting notices shows now.
 * @param shown what was shown within WINDOW_MS
 * @param atOnce where one has just come back: so many show, of more there is one summary at once
 */
export function pace(
  waiting: readonly Waiting[],
  shown: readonly Showing[],
  now: number,
  atOnce: number | undefined,
): Paced {
  const recent = shown.filter(({ at }) => now - at < WINDOW_MS);
  const readyAt = ({ key }: Waiting) =>
    Math.max(now, ...recent.filter((one) => one.key === key).map(({ at }) => at + UPDATE_MS));
  const ready = waiting.filter((one) => readyAt(one) === now);
  const again = waiting.filter((one) => readyAt(one) > now).map((one) => readyAt(one) - now);
  const room = atOnce ?? MOST_AT_ONCE - recent.length;
  const wait = { againIn: soonest(again) };
  if (ready.length <= room) return { show: ready.map(keyOf), summary: [], ...wait };
  if (atOnce !== undefined || recent.length === 0) return { show: [], summary: ready.map(keyOf), ...wait };
  return waitForRoom(ready, recent, again, now);
}

/** What is urgent does not wait for room, unless it is a flood itself: there is as much room again for it. */
function waitForRoom(
  ready: readonly Waiting[],
  recent: readonly Showing[],
  again: readonly number[],
  now: number,
): Paced {
  const urgent = ready.filter((one) => one.urgent);
  const show = urgent.length <= 2 * MOST_AT_ONCE - recent.length ? urgent : [];
  const hasMore = ready.length > show.length;
  const room = hasMore ? [Math.min(...recent.map(({ at }) => at)) + WINDOW_MS - now] : [];
  return { show: show.map(keyOf), summary: [], againIn: soonest([...again, ...room]) };
}

function keyOf({ key }: Waiting): string {
  return key;
}

function soonest(times: readonly number[]): number | undefined {
  return times.length === 0 ? undefined : Math.min(...times);
}
