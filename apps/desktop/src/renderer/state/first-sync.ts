import type { ConnectionState, SessionState } from '../../engine/api/state.ts';

/** How far the first sync is. */
export interface FirstSyncProgress {
  /** Rows that have arrived. */
  readonly received: number;
  /** Rows in all, as far as is known. */
  readonly expected: number | undefined;
  /** From 0 to 1, where the number of rows in all is known. */
  readonly share: number | undefined;
  /** It goes on by itself when the connection is back. */
  readonly isInterrupted: boolean;
}

/** Nothing once everything has arrived, and while nobody is signed in. */
export function firstSyncProgress(
  session: SessionState | undefined,
  connection: ConnectionState | undefined,
): FirstSyncProgress | undefined {
  if (session?.state !== 'signed-in' || !session.firstSync || connection === undefined) return undefined;
  const received = connection.received ?? 0;
  // Rows that are made meanwhile may bring more than was expected.
  const expected = connection.expected === undefined ? undefined : Math.max(connection.expected, received);
  return {
    received,
    expected,
    share: expected === undefined || expected === 0 ? undefined : received / expected,
    isInterrupted: isInterrupted(connection),
  };
}

/** While rows come in, the line is connecting without a next try: it is live only when all are there. */
function isInterrupted({ state, nextTryAt }: ConnectionState): boolean {
  if (state === 'live') return false;
  return state !== 'connecting' || nextTryAt !== undefined;
}
