import type { MoveRecord } from './records.ts';
import { StorageFailure } from './store.ts';

/** The code of a write's failure while the data is about to move: for a few seconds nothing is written anywhere. */
export const MOVING = 'MOVING';
/** The code of a write's failure once the data lies elsewhere. */
export const MOVED = 'MOVED';

/** When it is worth to try again, in milliseconds. */
const MOVING_RETRY_MS = 100;
const MOVED_RETRY_MS = 500;

/**
 * What each home asks at the beginning of each write, under the lock that all writes take. `expired`: the
 * move was given up; the write must take the mark away in its own transaction, so that whoever wanted to end the
 * move later sees that something was written since, whatever the clocks say.
 * @param now milliseconds since 1970
 * @throws StorageFailure MOVING or MOVED, when nothing may be written here
 */
export function refuseMoved(move: MoveRecord | undefined, now: number): 'stays' | 'expired' {
  if (move === undefined) return 'stays';
  if (move.until === undefined) throw new StorageFailure(MOVED, undefined, MOVED_RETRY_MS);
  if (move.until > now) throw new StorageFailure(MOVING, undefined, MOVING_RETRY_MS);
  return 'expired';
}
