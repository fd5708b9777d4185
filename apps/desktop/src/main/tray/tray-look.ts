import type { FromEngine } from '../../engine/api/host-messages.ts';
import type { Words } from '../../words/words.ts';

/** How the connection is and how many changes wait, as the engine last told. */
export type Line = Pick<Extract<FromEngine, { kind: 'line' }>, 'state' | 'waiting'>;

export interface TrayFacts {
  readonly line: Line;
  readonly unread: number;
  /** Until when the person does not want to be disturbed; nothing where they may be. */
  readonly quietUntil: string | null;
}

/** Names of icons, as `scripts/tray-icons.mjs` draws them. */
export type TrayIcon = 'live' | 'unread' | 'offline' | 'offline-unread';

/** Grey where there is no connection, a dot where something is unread. Being about to connect is no news. */
export function trayIcon({ line, unread }: Pick<TrayFacts, 'line' | 'unread'>): TrayIcon {
  const isOffline = line.state !== 'live' && line.state !== 'connecting';
  if (unread === 0) return isOffline ? 'offline' : 'live';
  return isOffline ? 'offline-unread' : 'unread';
}

/** What the icon says in words, also to whoever hears it read: "Offline, 2 changes waiting". */
export function traySentence({ line, unread }: Pick<TrayFacts, 'line' | 'unread'>, say: Words): string {
  const { state, waiting } = line;
  if (state === null) return say('native.signed-out');
  const parts = [say(`native.${state}`)];
  if (waiting > 0) parts.push(say('native.waiting', { count: waiting }));
  if (unread > 0) parts.push(say('native.unread', { count: unread }));
  return parts.join(', ');
}
