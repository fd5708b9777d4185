import type { RoomPresence, RoomPresences } from '@holdfast/shared/protocol/presence.ts';
import type { Rooms } from '../realtime/rooms.ts';
import type { Connection } from '../sync/connections.ts';
import { Pace } from './pace.ts';
import type { RoomBoard } from './room-board.ts';
import { ToldRooms } from './told-rooms.ts';

export interface RoomTellerOptions {
  readonly board: RoomBoard;
  readonly rooms: Pick<Rooms, 'in'>;
  readonly send: (connections: readonly Connection[], rooms: RoomPresences) => void;
  readonly intervalMs: number;
}

/** Those who are told the same, so that it is encoded once. */
interface Group {
  readonly connections: Connection[];
  readonly rooms: readonly RoomPresence[];
}

/** Tells those in rooms who looks at and edits what there. */
export class RoomTeller {
  readonly #options: RoomTellerOptions;
  readonly #told = new ToldRooms<RoomPresence>();
  readonly #pace: Pace;

  constructor(options: RoomTellerOptions) {
    this.#options = options;
    this.#pace = new Pace(options.intervalMs);
  }

  /** The room as it is, for somebody who comes in: others may be told of another state next, or of none. */
  stateFor(room: string): RoomPresence {
    const { board } = this.#options;
    if (board.isChanged(room)) this.#told.forget(room);
    return board.stateOf(room);
  }

  /** Nobody is there. */
  emptied(room: string): void {
    this.#told.forget(room);
  }

  /** Tells what there is, if it is time for it. */
  tell(now: number): void {
    const { board, send } = this.#options;
    if (!board.hasChanged || !this.#pace.isDue(now)) return;
    let receivers = 0;
    for (const { connections, rooms } of groupsOf(this.#news())) {
      send(connections, { rooms: [...rooms] });
      receivers += connections.length;
    }
    this.#pace.told(receivers, now);
  }

  /** The changed rooms, by who is in them. */
  #news(): ReadonlyMap<Connection, readonly RoomPresence[]> {
    const { board, rooms } = this.#options;
    const news = new Map<Connection, RoomPresence[]>();
    for (const room of board.takeChanged()) {
      const inRoom = rooms.in(room);
      const state = board.stateOf(room);
      if (inRoom.size === 0 || !this.#told.isNews(state)) continue;
      for (const connection of inRoom) {
        const known = news.get(connection);
        if (known === undefined) news.set(connection, [state]);
        else known.push(state);
      }
    }
    return news;
  }
}

function groupsOf(news: ReadonlyMap<Connection, readonly RoomPresence[]>): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const [connection, rooms] of news) {
    const key = rooms.map(({ room }) => room).join(' ');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { connections: [connection], rooms });
    else group.connections.push(connection);
  }
  return groups.values();
}
