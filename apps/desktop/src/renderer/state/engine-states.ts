import { create } from 'zustand';
import type { TransfersState } from '../../engine/api/files.ts';
import type { InboxState } from '../../engine/api/notices.ts';
import type { PresenceState, UnreadState } from '../../engine/api/presence.ts';
import type { ConnectionState, HistoryState, SessionState } from '../../engine/api/state.ts';
import { forgetAccount, openAccount } from './account.ts';
import { bridge } from './bridge.ts';
import { forgetSeenTexts } from './drafts.ts';
import { leaveOwnWindow } from './own-row.ts';
import { nextProgress, nothingSent, type SendingProgress } from './sending-progress.ts';

/** What the engine says of itself. Nothing until it has spoken for the first time. */
export interface EngineStates {
  readonly session: SessionState | undefined;
  readonly connection: ConnectionState | undefined;
  readonly history: HistoryState | undefined;
  readonly presence: PresenceState | undefined;
  readonly unread: UnreadState | undefined;
  readonly inbox: InboxState | undefined;
  readonly transfers: TransfersState | undefined;
  /** Counted here, from what it says of transfers. */
  readonly sent: SendingProgress;
}

export const useEngineStates = create<EngineStates>(() => ({
  session: undefined,
  connection: undefined,
  history: undefined,
  presence: undefined,
  unread: undefined,
  inbox: undefined,
  transfers: undefined,
  sent: nothingSent,
}));

/** Follows the engine for as long as the page lives. */
export function followEngine(): void {
  bridge.watch('session', {}, (session) => {
    // What this account remembers must be there before its screens are.
    if (session.state === 'signed-in') openAccount(session.server, session.userId);
    if (session.state === 'signed-out' && session.wiped) forgetAccount();
    if (session.state === 'signed-out') leaveOwnWindow();
    if (session.state === 'signed-in' && session.disabled) forgetSeenTexts();
    useEngineStates.setState({ session });
    followTransfers(session.state === 'signed-in');
  });
  bridge.watch('connection', {}, (connection) => useEngineStates.setState({ connection }));
  bridge.watch('history', {}, (history) => useEngineStates.setState({ history }));
  bridge.watch('presence', {}, (presence) => useEngineStates.setState({ presence }));
  bridge.watch('unread', {}, (unread) => useEngineStates.setState({ unread }));
  bridge.watch('inbox', {}, (inbox) => useEngineStates.setState({ inbox }));
}

let stopTransfers: (() => void) | undefined;

/** Files are of an account: without one there is nothing to follow. */
function followTransfers(isSignedIn: boolean): void {
  if (isSignedIn === (stopTransfers !== undefined)) return;
  stopTransfers?.();
  stopTransfers = undefined;
  useEngineStates.setState({ transfers: undefined, sent: nothingSent });
  if (!isSignedIn) return;
  stopTransfers = bridge.watch('transfers', {}, (transfers) =>
    useEngineStates.setState(({ sent }) => ({ transfers, sent: nextProgress(sent, transfers) })),
  );
}
