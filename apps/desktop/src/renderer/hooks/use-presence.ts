import { useCallback, useSyncExternalStore } from 'react';
import { emptyRoom, type RoomState } from '../../engine/api/presence.ts';
import { roomWatches } from '../state/rooms.ts';

/**
 * What others do in a room: who looks at it, edits which field, writes. While the component is there and
 * the window can be seen, others are told that one looks at it oneself. Who is idle may have left it open
 * on their screen: `usePersonPresence` tells. Rooms are `ticket:<id>`, `project:<id>`, `thread:<id>`, `division:<id>`;
 * without one, nobody is there. Any number of components may follow one room.
 */
export function usePresence(room: string | undefined): RoomState {
  const subscribe = useCallback(
    (listener: () => void) => (room === undefined ? () => {} : roomWatches.follow(room, listener)),
    [room],
  );
  return useSyncExternalStore(subscribe, () => (room === undefined ? emptyRoom : roomWatches.get(room)));
}
