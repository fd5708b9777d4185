import { threadModel } from '@holdfast/shared/model/thread.ts';
import { rowOfRoom } from '@holdfast/shared/protocol/room.ts';
import type { RoomStats } from '@holdfast/shared/protocol/stats.ts';
import type { Connection } from '../sync/connections.ts';

const nobody: ReadonlySet<Connection> = new Set();
const nowhere: ReadonlySet<string> = new Set();

/**
 * Who of this process is in which room, such as `ticket:<id>`. Nothing of it is stored. Who may be in
 * a room is asked elsewhere (room-sight.ts).
 */
export class Rooms {
  readonly #onMove: (connection: Connection, room: string) => void;
  readonly #members = new Map<string, Set<Connection>>();
  readonly #rooms = new Map<Connection, Set<string>>();

  /** `onMove` is told at once of whoever came in, or is not in a room any more. */
  constructor(onMove: (connection: Connection, room: string) => void = () => {}) {
    this.#onMove = onMove;
  }

  /** How many rooms have somebody in them. */
  get size(): number {
    return this.#members.size;
  }

  /** The rooms that have somebody in them. */
  names(): Iterable<string> {
    return this.#members.keys();
  }

  /** The connections that are in a room. */
  in(room: string): ReadonlySet<Connection> {
    return this.#members.get(room) ?? nobody;
  }

  /** The rooms that a connection is in. */
  of(connection: Connection): ReadonlySet<string> {
    return this.#rooms.get(connection) ?? nowhere;
  }

  /** The people in a room by their ids, each once. */
  people(room: string): string[] {
    return [...new Set([...this.in(room)].map(({ userId }) => userId))];
  }

  join(connection: Connection, room: string): void {
    add(this.#members, room, connection);
    add(this.#rooms, connection, room);
    this.#onMove(connection, room);
  }

  /** Says whether it was there. */
  leave(connection: Connection, room: string): boolean {
    take(this.#rooms, connection, room);
    const wasThere = take(this.#members, room, connection);
    if (wasThere) this.#onMove(connection, room);
    return wasThere;
  }

  /** Gives the rooms that it was in. */
  leaveAll(connection: Connection): readonly string[] {
    const left = [...this.of(connection)];
    for (const room of left) this.leave(connection, room);
    return left;
  }

  /** At most so many rooms, with how many are in them. Conversations are nobody's business who is not in them. */
  list(most: number): RoomStats[] {
    const listed: RoomStats[] = [];
    for (const [room, members] of this.#members) {
      if (listed.length === most) break;
      if (rowOfRoom(room)?.table === threadModel.table) continue;
      listed.push({ room, people: this.people(room).length, connections: members.size });
    }
    return listed;
  }
}

function add<Key, Value>(sets: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const known = sets.get(key);
  if (known === undefined) sets.set(key, new Set([value]));
  else known.add(value);
}

function take<Key, Value>(sets: Map<Key, Set<Value>>, key: Key, value: Value): boolean {
  const known = sets.get(key);
  const wasThere = known?.delete(value) ?? false;
  if (known?.size === 0) sets.delete(key);
  return wasThere;
}
