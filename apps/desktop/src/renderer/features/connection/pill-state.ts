import type { ConnectionState } from '../../../engine/api/state.ts';

/** What the pill says: a text of this feature, and what to put into it. `tone` is its dot. */
export interface PillState {
  readonly text: string;
  readonly values: { readonly count?: number; readonly seconds?: number };
  /** Of the bytes of files; it changes too often to be read out. */
  readonly percent?: number;
  readonly tone: 'live' | 'trying' | 'offline' | 'attention';
}

/** Files that the server does not have yet. */
export interface UnsentFiles {
  /** On their way, or their turn comes by itself. */
  readonly sending: number;
  readonly percent: number;
  /** They need the person. */
  readonly failed: number;
}

const none: UnsentFiles = { sending: 0, percent: 0, failed: 0 };

/**
 * The one thing to say of a connection. What needs the person comes first: an update, a sign-in,
 * then changes that were not accepted or are held up (S32) and files that could not be sent; then files on their
 * way; otherwise how the line stands. `nowMs` since 1970.
 */
export function pillState(connection: ConnectionState, nowMs: number, files = none): PillState {
  const { state, refused, waiting, stuck } = connection;
  if (state === 'update-needed' || state === 'sign-in-needed')
    return { text: state, values: {}, tone: 'attention' };
  if (refused > 0) return { text: 'refused', values: { count: refused }, tone: 'attention' };
  if (state === 'live' && stuck !== undefined)
    return { text: 'stuck', values: { count: waiting }, tone: 'attention' };
  if (files.failed > 0) return { text: 'files.failed', values: { count: files.failed }, tone: 'attention' };
  if (state === 'live') return live(files);
  if (state === 'connecting') return connecting(connection, nowMs);
  if (waiting > 0) return { text: 'offline.waiting', values: { count: waiting }, tone: 'offline' };
  if (files.sending > 0) return { text: 'offline.files', values: { count: files.sending }, tone: 'offline' };
  return { text: 'offline', values: {}, tone: 'offline' };
}

function live({ sending, percent }: UnsentFiles): PillState {
  if (sending === 0) return { text: 'live', values: {}, tone: 'live' };
  return { text: 'files.sending', values: { count: sending }, percent, tone: 'live' };
}

function connecting({ nextTryAt }: ConnectionState, nowMs: number): PillState {
  const seconds = Math.ceil(((nextTryAt ?? nowMs) - nowMs) / 1_000);
  if (seconds <= 0) return { text: 'connecting', values: {}, tone: 'trying' };
  return { text: 'connecting.next', values: { seconds }, tone: 'trying' };
}
