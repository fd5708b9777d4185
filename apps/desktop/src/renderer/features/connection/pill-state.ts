import type { ConnectionState } from '../../../engine/api/state.ts';

/** What the pill says: a text of this feature, and what to put into it. `tone` is its dot. */
export interface PillState {
  readonly text: string;
  readonly values: { readonly count?: number; readonly seconds?: number };
  readonly tone: 'live' | 'trying' | 'offline' | 'attention';
}

/**
 * The one thing to say of a connection. What needs the person comes first: an update, a sign-in,
 * then changes that were not accepted or are held up (S32); otherwise how the line stands. `nowMs` since 1970.
 */
export function pillState(connection: ConnectionState, nowMs: number): PillState {
  const { state, refused, waiting, stuck } = connection;
  if (state === 'update-needed' || state === 'sign-in-needed')
    return { text: state, values: {}, tone: 'attention' };
  if (refused > 0) return { text: 'refused', values: { count: refused }, tone: 'attention' };
  if (state === 'live' && stuck !== undefined)
    return { text: 'stuck', values: { count: waiting }, tone: 'attention' };
  if (state === 'live') return { text: 'live', values: {}, tone: 'live' };
  if (state === 'connecting') return connecting(connection, nowMs);
  if (waiting > 0) return { text: 'offline.waiting', values: { count: waiting }, tone: 'offline' };
  return { text: 'offline', values: {}, tone: 'offline' };
}

function connecting({ nextTryAt }: ConnectionState, nowMs: number): PillState {
  const seconds = Math.ceil(((nextTryAt ?? nowMs) - nowMs) / 1_000);
  if (seconds <= 0) return { text: 'connecting', values: {}, tone: 'trying' };
  return { text: 'connecting.next', values: { seconds }, tone: 'trying' };
}
