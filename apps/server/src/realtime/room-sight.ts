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

/**
 * Puts those out of rooms who lost sight of them in a run of commits, in the snapshot of the run:
 * before anything of it is sent, nobody is in a room that they may not see.
 */
export function* leaveOutOfSight(
  rooms: Rooms,
  connections: Connections,
  run: Run,
  now: number,
): ReadWork<void> {
  for (const [connection, room] of inDoubt(rooms, connections, run)) {
    if (!(yield* hasSight(room, connection.userId, now))) rooms.leave(connection, room);
  }
}

/** Who is in a room whose row changed, and the rooms of those whose own rights changed. */
function inDoubt(rooms: Rooms, connections: Connections, run: Run): (readonly [Connection, string])[] {
  const touched = touchedRooms(rooms, run).flatMap((room) =>
    [...rooms.in(room)].map((connection) => [connection, room] as const),
  );
  const moved = [...run.people.keys()]
    .flatMap((userId) => [...connections.ofUser(userId)])
    .flatMap((connection) => [...rooms.of(connection)].map((room) => [connection, room] as const));
  return [...touched, ...moved];
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
