import { bridge } from './bridge.ts';
import { RoomWatches } from './room-watches.ts';

/** The rooms that this window follows. */
export const roomWatches = new RoomWatches((params, listener) => bridge.watch('room', params, listener));

const noteVisibility = () => roomWatches.setViewing(document.visibilityState === 'visible');
noteVisibility();
document.addEventListener('visibilitychange', noteVisibility);
