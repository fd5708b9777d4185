import type { Look } from '../operations/looking.ts';
import type { ClientNode } from '../world/client-node.ts';
import type { Mirror } from '../world/mirror.ts';
import type { WhoSees } from '../world/who-sees.ts';

/** A client and what it looks at. */
export interface Watcher {
  readonly client: ClientNode;
  readonly looks: readonly Look[];
}

/**
 * At a send: of which room it tells whose row its receiver may not see, by the rows as they are
 * committed; nothing if all is well.
 */
export function checkRooms(mirror: WhoSees, userId: string, message: object): string | undefined {
  for (const room of roomsOf(message)) {
    if (!maySeeRoom(mirror, userId, room)) return `it tells of ${room}, which the receiver may not see`;
  }
  return undefined;
}

function roomsOf(message: object): string[] {
  if ('room' in message) return [String(message.room)];
  if (!('rooms' in message) || !Array.isArray(message.rooms)) return [];
  return message.rooms.map((standing: { room: string }) => standing.room);
}

function maySeeRoom(mirror: WhoSees, userId: string, room: string): boolean {
  const [table = '', id = ''] = room.split(':');
  const row = mirror.row(table, id);
  return row !== undefined && mirror.maySee(userId, table, row);
}

/** Once everything is quiet: where a client shows others otherwise than they are. */
export function* checkPresence(mirror: Mirror, watchers: readonly Watcher[]): Generator<string> {
  const there = watchers.filter(({ client }) => isThere(mirror, client));
  const people = new Set(there.map(({ client }) => client.userId));
  for (const { client, looks } of there) {
    const { name, userId, engine } = client;
    const shown = Object.entries(engine?.present?.presence.state().people ?? {})
      .filter(([id, { status }]) => id !== userId && status !== 'offline')
      .map(([id]) => id);
    const others = [...people].filter((id) => id !== userId && !hides(mirror, id));
    if (!sameSet(shown, others))
      yield `${name} is shown ${shown.join(' ')}, and there are ${others.join(' ')}`;
    for (const { room, told } of looks) {
      if (!maySeeRoom(mirror, userId, room)) continue;
      const viewers = others.filter((id) =>
        there.some((other) => other.client.userId === id && isAt(other, room)),
      );
      if (!sameSet(told?.viewing ?? [], viewers))
        yield `${name} is shown ${told?.viewing.join(' ')} at ${room}, and there are ${viewers.join(' ')}`;
    }
  }

  function isAt({ client, looks }: Watcher, room: string): boolean {
    return looks.some((look) => look.room === room) && maySeeRoom(mirror, client.userId, room);
  }
}

/** Protocol 1 knows nothing of presence: nobody says that they are there with it. */
function isThere(mirror: Mirror, { engine, userId }: ClientNode): boolean {
  return engine?.present !== undefined && !mirror.isDisabled(userId);
}

function hides(mirror: Mirror, userId: string): boolean {
  return mirror.row('preference', userId)?.appearOffline === true;
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join() === [...other].sort().join();
}
