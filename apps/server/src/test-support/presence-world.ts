import type {
  PresenceChange,
  PresenceUpdate,
  RoomPresence,
  TypingChange,
} from '@holdfast/shared/protocol/presence.ts';
import { Presence, type PresenceSending } from '../presence/presence.ts';
import { Rooms } from '../realtime/rooms.ts';
import type { Connection } from '../sync/connections.ts';

export const TIMEOUT_MS = 90_000;
export const TICK_MS = 250;

/** What one connection has put together of what it was told. */
export class Listening {
  readonly people = new Map<string, { status: 'online' | 'idle' | 'offline'; since: number }>();
  readonly rooms = new Map<string, RoomPresence>();
  readonly typing = new Map<string, TypingChange['typing']>();
  /** How many messages of each kind came. */
  readonly messages = { people: 0, rooms: 0, typing: 0 };
  /** The last change of people that came. */
  last: PresenceChange | undefined;

  tellPeople(change: PresenceChange): void {
    this.messages.people += 1;
    this.last = change;
    if (change.whole) this.people.clear();
    for (const userId of change.online) this.people.set(userId, { status: 'online', since: 0 });
    for (const [userId, since] of change.idle) this.people.set(userId, { status: 'idle', since });
    for (const [userId, since] of change.offline) this.people.set(userId, { status: 'offline', since });
  }

  statusOf(userId: string): string {
    return this.people.get(userId)?.status ?? 'offline';
  }

  viewing(room: string): readonly string[] {
    return [...(this.rooms.get(room)?.viewing ?? [])].sort();
  }

  editing(room: string): readonly string[] {
    return (this.rooms.get(room)?.editing ?? []).map(({ userId, field }) => `${userId} ${field}`).sort();
  }

  writing(room: string): readonly string[] {
    return (this.typing.get(room) ?? []).map(({ userId, field = '' }) => `${userId} ${field}`).sort();
  }
}

/** The presence of one process on a clock that only the test moves. */
export class PresenceWorld {
  now = 1_000_000;
  readonly presence: Presence;
  readonly rooms = new Rooms((connection, room) => this.presence.moved(connection, room));
  readonly #listening = new Map<string, Listening>();
  readonly #timers = new Set<{ at: number; readonly milliseconds: number; readonly run: () => void }>();

  constructor() {
    this.presence = new Presence({
      outside: { now: () => this.now, elapsed: () => this.now, every: (ms, run) => this.#every(ms, run) },
      rooms: this.rooms,
      send: this.#sending(),
      timeoutMs: TIMEOUT_MS,
      intervalMs: TICK_MS,
    });
  }

  /** A connection, and what it hears. */
  connect(id: string, userId: string): Connection {
    this.#listening.set(id, new Listening());
    return {
      ...{ id, userId, clientId: id, protocol: 2, sessionId: id, device: 'test', address: '192.0.2.1' },
      ...{ expiresAt: 0, since: 0, scopes: new Set<string>(), scopesAsOf: 0 },
    };
  }

  heardBy({ id }: Connection): Listening {
    const listening = this.#listening.get(id);
    if (listening === undefined) throw new Error(`There is no connection ${id}.`);
    return listening;
  }

  say(connection: Connection, update: Partial<PresenceUpdate> = {}): void {
    this.presence.update(connection, { status: 'online', viewing: [], editing: [], ...update });
  }

  join(connection: Connection, room: string): void {
    this.rooms.join(connection, room);
    const { people: _, typing, ...state } = this.presence.stateFor(connection, room);
    const listening = this.heardBy(connection);
    listening.rooms.set(room, state);
    listening.typing.set(room, typing);
  }

  leaveRoom(connection: Connection, room: string): void {
    this.rooms.leave(connection, room);
    const listening = this.heardBy(connection);
    listening.rooms.delete(room);
    listening.typing.delete(room);
  }

  disconnect(connection: Connection): void {
    this.rooms.leaveAll(connection);
    this.presence.leave(connection);
    this.#listening.delete(connection.id);
  }

  /** Lets time pass, with everything that was to be done in it. */
  pass(milliseconds: number): void {
    const until = this.now + milliseconds;
    for (;;) {
      const [next] = [...this.#timers].sort((left, right) => left.at - right.at);
      if (next === undefined || next.at > until) break;
      this.now = next.at;
      next.at += next.milliseconds;
      next.run();
    }
    this.now = until;
  }

  /** Whether it looks again and again for something to tell. */
  get isAtWork(): boolean {
    return this.#timers.size > 0;
  }

  #every(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.now + milliseconds, milliseconds, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  #sending(): PresenceSending {
    const each = (connections: readonly Connection[], tell: (listening: Listening) => void): void => {
      if (connections.length === 0) throw new Error('Something was told to nobody.');
      for (const connection of connections) tell(this.heardBy(connection));
    };
    return {
      presence: (connections, change) => each(connections, (listening) => listening.tellPeople(change)),
      roomPresence: (connections, { rooms }) =>
        each(connections, (listening) => {
          listening.messages.rooms += 1;
          for (const room of rooms) listening.rooms.set(room.room, room);
        }),
      typing: (connections, { room, typing }) =>
        each(connections, (listening) => {
          listening.messages.typing += 1;
          listening.typing.set(room, typing);
        }),
    };
  }
}
