import type { RoomPresence, TypingChange } from '@holdfast/shared/protocol/presence.ts';

/** What those in rooms were told of them, so that they are told only what is another one now. */
export class ToldRooms<State extends RoomPresence | TypingChange> {
  readonly #told = new Map<string, string>();

  /** Whether that is another one than was told; from now on it counts as told. */
  isNews(state: State): boolean {
    const text = JSON.stringify(state);
    if (this.#told.get(state.room) === text) return false;
    this.#told.set(state.room, text);
    return true;
  }

  /** Somebody was told something that not all were, or nobody is there: the next state is news. */
  forget(room: string): void {
    this.#told.delete(room);
  }
}
