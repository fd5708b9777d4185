import { emptyRoom, type RoomState } from '../../engine/api/presence.ts';
import type { TopicParams } from '../../engine/api/topics.ts';

/** Follows one room. The result stops it. */
export type WatchRoom = (params: TopicParams<'room'>, listener: (state: RoomState) => void) => () => void;

interface FollowedRoom {
  state: RoomState;
  readonly listeners: Set<() => void>;
  stop: () => void;
}

/**
 * The rooms that somebody follows: each is watched once, however many components follow it. What is
 * known of a room is forgotten when nobody does.
 */
export class RoomWatches {
  readonly #rooms = new Map<string, FollowedRoom>();
  readonly #watch: WatchRoom;
  #viewing = false;

  constructor(watch: WatchRoom) {
    this.#watch = watch;
  }

  get(room: string): RoomState {
    return this.#rooms.get(room)?.state ?? emptyRoom;
  }

  /** Whether who follows a room can see it: others are told so. */
  setViewing(viewing: boolean): void {
    if (viewing === this.#viewing) return;
    this.#viewing = viewing;
    for (const [room, followed] of this.#rooms) {
      // The new watch comes before the old one goes, so that the room is not left between.
      const before = followed.stop;
      followed.stop = this.#open(room, followed);
      before();
    }
  }

  /** Each listener must be another one. The result ends it. */
  follow(room: string, listener: () => void): () => void {
    const followed = this.#rooms.get(room) ?? this.#begin(room);
    followed.listeners.add(listener);
    return () => {
      if (!followed.listeners.delete(listener) || followed.listeners.size > 0) return;
      this.#rooms.delete(room);
      followed.stop();
    };
  }

  #begin(room: string): FollowedRoom {
    const followed: FollowedRoom = { state: emptyRoom, listeners: new Set(), stop: () => {} };
    this.#rooms.set(room, followed);
    followed.stop = this.#open(room, followed);
    return followed;
  }

  #open(room: string, followed: FollowedRoom): () => void {
    return this.#watch({ room, viewing: this.#viewing }, (state) => {
      followed.state = state;
      for (const listener of followed.listeners) listener();
    });
  }
}
