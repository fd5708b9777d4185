import { useShallow } from 'zustand/react/shallow';
import { noPresence, type PersonPresence, type PresenceState } from '../../engine/api/presence.ts';
import { useEngineStates } from '../state/engine-states.ts';

const offline: PersonPresence = { status: 'offline' };

/** Who is there. Without a line to the server it knows nothing, and says so (`known`). */
export function usePeoplePresence(): PresenceState {
  return useEngineStates(({ presence }) => presence ?? noPresence);
}

/** How one person is; nothing where it is not known. Drawn anew only when that changes. */
export function usePersonPresence(userId: string | undefined): PersonPresence | undefined {
  return useEngineStates(
    // What comes from the engine is a new copy each time.
    useShallow(({ presence }) => {
      if (presence === undefined || !presence.known || userId === undefined) return undefined;
      return presence.people[userId] ?? offline;
    }),
  );
}
