import { getVisible } from '@holdfast/shared/entity/rules.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { rowOfRoom } from '@holdfast/shared/protocol/room.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import { type ReadWork, readStore } from '../store/work.ts';
import type { Connection, Connections } from '../sync/connections.ts';
import { activePerson } from '../sync/person.ts';
import type { Run } from '../sync/read-run.ts';
import { runReadingEffect } from '../sync/run-effect.ts';
import type { Rooms } from './rooms.ts';

/**
 * Refuses unless the person may see the row that the room is about. Gives the version of the snapshot.
 * @throws INVALID_ROOM for a name that is none; NOT_FOUND alike for a row that is absent and one out of sight
 */
export function* requireSight(room: string, userId: string, now: number): ReadWork<number> {
  const about = rowOfRoom(room);
  const model = about && findModel(about.table);
  if (about === undefined || model === undefined) {
    throw new HoldfastError('INVALID_ROOM', 'There is no such room. Rooms are named such as ticket:<id>.');
  }
  const { user, scopes } = yield* activePerson(userId);
  const context = { actor: user, scopes, at: formatTime(now), findModel };
  yield* runReadingEffect(getVisible(model, about.id, context));
  return yield* readStore((tx) => tx.version());
}

export interface RoomSightOptions {
  readonly rooms: Rooms;
  readonly connections: Connections;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Keeps rooms to those who may see what they are about. */
export class RoomSight {
  readonly #options: RoomSightOptions;
  /** Who came into rooms by sight that is newer than what this process tells, and as of which version. */
  readonly #ahead = new Map<Connection, Map<string, number>>();

  constructor(options: RoomSightOptions) {
    this.#options = options;
  }

  /** Lets a connection into a room that it may see as of a version, while `telling` is what is told. */
  join(connection: Connection, room: string, asOf: number, telling: number): void {
    this.#options.rooms.join(connection, room);
    if (asOf <= telling) return;
    const own = this.#ahead.get(connection) ?? new Map<string, number>();
    this.#ahead.set(connection, own.set(room, asOf));
  }

  /**
   * Puts those out of rooms who lost sight of them in a run of commits, in the snapshot of the run:
   * before anything of it is sent, nobody is in a room that they may not see. The run says nothing of
   * those who came in by newer sight.
   */
  *leaveOutOfSight(run: Run): ReadWork<void> {
    const { rooms, now } = this.#options;
    this.#forgetUpTo(run.version);
    for (const [connection, room] of this.#inDoubt(run)) {
      if (!(yield* hasSight(room, connection.userId, now())) && !this.#isAhead(connection, room)) {
        rooms.leave(connection, room);
      }
    }
  }

  /** Who is in a room whose row changed, and the rooms of those whose own rights changed. */
  #inDoubt(run: Run): (readonly [Connection, string])[] {
    const { rooms, connections } = this.#options;
    const touched = touchedRooms(rooms, run).flatMap((room) =>
      [...rooms.in(room)].map((connection) => [connection, room] as const),
    );
    const moved = [...run.people.keys()]
      .flatMap((userId) => [...connections.ofUser(userId)])
      .flatMap((connection) => [...rooms.of(connection)].map((room) => [connection, room] as const));
    return [...touched, ...moved];
  }

  #isAhead(connection: Connection, room: string): boolean {
    return this.#ahead.get(connection)?.has(room) === true;
  }

  /** Sight up to a version is not ahead of what is told of it. */
  #forgetUpTo(version: number): void {
    for (const [connection, own] of this.#ahead) {
      for (const [room, asOf] of own) if (asOf <= version) own.delete(room);
      if (own.size === 0) this.#ahead.delete(connection);
    }
  }
}

/** The rooms whose rows are among what changed; all of them where too much changed to tell. */
function touchedRooms(rooms: Rooms, run: Run): string[] {
  const touched = new Set<string>();
  for (const entries of run.entries.values()) {
    if (entries === undefined) return [...rooms.names()];
    for (const { table, id } of entries) touched.add(`${table}:${id}`);
  }
  return [...touched].filter((room) => rooms.in(room).size > 0);
}

function* hasSight(room: string, userId: string, now: number): ReadWork<boolean> {
  try {
    yield* requireSight(room, userId, now);
    return true;
  } catch (error) {
    if (error instanceof HoldfastError) return false;
    throw error;
  }
}
