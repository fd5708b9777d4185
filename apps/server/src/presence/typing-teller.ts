import type { TypingChange } from '@holdfast/shared/protocol/presence.ts';
import type { Rooms } from '../realtime/rooms.ts';
import type { Connection } from '../sync/connections.ts';
import { Pace } from './pace.ts';
import { ToldRooms } from './told-rooms.ts';
import type { TypingBoard } from './typing-board.ts';

export interface TypingTellerOptions {
  readonly board: TypingBoard;
  readonly rooms: Pick<Rooms, 'in'>;
  readonly send: (connections: readonly Connection[], change: TypingChange) => void;
  readonly intervalMs: number;
}

/** Tells those in rooms who writes there: at once, but each room only so often. */
export class TypingTeller {
  readonly #options: TypingTellerOptions;
  readonly #told = new ToldRooms<TypingChange>();
  readonly #paces = new Map<string, Pace>();

  constructor(options: TypingTellerOptions) {
    this.#options = options;
  }

  /** The room as it is, for somebody who comes in: others may be told of another state next, or of none. */
  stateFor(room: string): TypingChange {
    this.#told.forget(room);
    return this.#options.board.stateOf(room);
  }

  /** Nobody is there. */
  emptied(room: string): void {
    this.#told.forget(room);
    this.#paces.delete(room);
  }

  /** Tells what there is of rooms for which it is time. */
  tell(now: number): void {
    const { board, rooms, send } = this.#options;
    if (!board.hasChanged) return;
    for (const room of board.takeChanged((changed) => this.#paces.get(changed)?.isDue(now) ?? true)) {
      const connections = [...rooms.in(room)];
      const state = board.stateOf(room);
      if (connections.length === 0 || !this.#told.isNews(state)) continue;
      this.#paceOf(room).told(connections.length, now);
      send(connections, state);
    }
  }

  #paceOf(room: string): Pace {
    const pace = this.#paces.get(room) ?? new Pace(this.#options.intervalMs);
    this.#paces.set(room, pace);
    return pace;
  }
}
