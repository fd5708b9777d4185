import type { ThreadAside } from './thread-aside.ts';
import type { ThreadMessage } from './thread-message.ts';

/** Where asides stand: before messages by their numbers, and after the last message. */
export interface AsidePlaces {
  readonly before: ReadonlyMap<number, readonly ThreadAside[]>;
  readonly after: readonly ThreadAside[];
}

interface Known {
  readonly highest: number | undefined;
  /** Of the messages that are here, rising. */
  readonly numbers: readonly number[];
  isKnown(number: number): boolean;
  messageAt(number: number): Pick<ThreadMessage, 'row'> | undefined;
}

/**
 * Puts each aside before the first message that was written later. Where the messages before are not
 * read it is not yet known what stands there.
 */
export function placeAsides(asides: readonly ThreadAside[], rows: Known): AsidePlaces {
  if (asides.length === 0) return { before: new Map(), after: [] };
  const sorted = asides.toSorted((left, right) => left.at - right.at);
  const before = new Map<number, readonly ThreadAside[]>();
  // When the latest message was written up to here, since those who were offline write with older times.
  let latest: number | undefined = Number.NEGATIVE_INFINITY;
  let last = 0;
  for (const number of rows.numbers) {
    if (number !== last + 1 && !rows.isKnown(last + 1)) latest = undefined;
    last = number;
    const at = Date.parse(rows.messageAt(number)?.row.createdAt ?? '');
    const here = latest === undefined ? [] : between(sorted, latest, at);
    if (here.length > 0) before.set(number, here);
    latest = Math.max(latest ?? at, at);
  }
  return { before, after: last === rows.highest && latest !== undefined ? between(sorted, latest) : [] };
}

function between(sorted: readonly ThreadAside[], from: number, to = Number.POSITIVE_INFINITY) {
  const run = sorted.filter(({ at }) => at >= from && at < to);
  return run[0]?.fold?.(run) ?? run;
}
