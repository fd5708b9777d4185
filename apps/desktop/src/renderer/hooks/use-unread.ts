import { nothingUnread, type UnreadState } from '../../engine/api/presence.ts';
import { useEngineStates } from '../state/engine-states.ts';

/** How many messages of others one has not read: in all, and of each thread that has any. */
export function useUnread(): UnreadState {
  return useEngineStates(({ unread }) => unread ?? nothingUnread);
}

/** How many of one thread; drawn anew only when that changes. */
export function useUnreadOf(threadId: string): number {
  return useEngineStates(({ unread }) => unread?.threads[threadId] ?? 0);
}

/** How many of all threads. */
export function useUnreadTotal(): number {
  return useEngineStates(({ unread }) => unread?.total ?? 0);
}
