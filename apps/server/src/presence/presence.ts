import type {
  PresenceChange,
  PresenceUpdate,
  RoomPresence,
  RoomPresences,
  TypingChange,
  TypingRequest,
} from '@holdfast/shared/protocol/presence.ts';
import type { Rooms } from '../realtime/rooms.ts';
import type { Connection } from '../sync/connections.ts';
import type { Outside } from '../sync/outside.ts';
import { paceFor } from './pace.ts';
import { PeopleBoard } from './people-board.ts';
import { type Doing, RoomBoard } from './room-board.ts';
import { Silence } from './silence.ts';
import { ToldPeople } from './told-people.ts';
import { ToldRooms } from './told-rooms.ts';
import { TypingBoard } from './typing-board.ts';

/** Who writes is forgotten after so long, in milliseconds. */
const TYPING_MS = 5_000;

/** How presence reaches connections, each at once. */
export interface PresenceSending {
  readonly presence: (connections: readonly Connection[], change: PresenceChange) => void;
  readonly roomPresence: (connections: readonly Connection[], rooms: RoomPresences) => void;
  readonly typing: (connections: readonly Connection[], change: TypingChange) => void;
}

export interface PresenceOptions {
  readonly outside: Pick<Outside, 'now' | 'elapsed' | 'every'>;
  readonly rooms: Pick<Rooms, 'in' | 'of'>;
  readonly send: PresenceSending;
  /** A connection that says nothing for so long is forgotten, in milliseconds. */
  readonly timeoutMs: number;
  /** The least time between two messages of a kind to a connection; longer where many are told. */
  readonly intervalMs: number;
  /** Is told of changes of people as well, for those who do not sync. */
  readonly onChange?: (change: PresenceChange) => void;
}

/** What a connection said last. */
interface Said {
  readonly connection: Connection;
  readonly update: PresenceUpdate;
}

/**
 * What this process knows of people's presence, and tells them of each other. A connection counts from
 * its first `presence:update` until it leaves or falls silent, and is told of all people from then on;
 * of a room only while it is in it. Whoever takes somebody out of a room says so at once (`moved`).
 */
export class Presence {
  readonly #options: PresenceOptions;
  readonly #people = new PeopleBoard();
  readonly #doings = new RoomBoard();
  readonly #typing = new TypingBoard();
  readonly #silence = new Silence();
  readonly #said = new Map<string, Said>();
  readonly #receivers = new Set<Connection>();
  readonly #newcomers = new Set<Connection>();
  readonly #toldPeople = new ToldPeople((userId) => this.#people.shownOf(userId));
  readonly #toldRooms = new ToldRooms<RoomPresence>();
  readonly #toldTyping = new ToldRooms<TypingChange>();
  /** When those in a room were told who writes. */
  readonly #toldTypingAt = new Map<string, number>();
  #toldAt = -Infinity;
  #stopTimer: (() => void) | undefined;

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  /** How many people others see as online or idle. */
  get figures(): { readonly online: number; readonly idle: number } {
    return { online: this.#people.count('online'), idle: this.#people.count('idle') };
  }

  /** All that a connection says of itself, in place of what it said before. */
  update(connection: Connection, update: PresenceUpdate): void {
    const { now, elapsed } = this.#options.outside;
    this.#said.set(connection.id, { connection, update });
    this.#silence.heard(connection.id, elapsed());
    this.#people.set(connection, update.status, now());
    this.#refresh(connection.userId);
    this.#tellTyping();
    if (!this.#receivers.has(connection)) this.#newcomers.add(connection);
    this.#receivers.add(connection);
    this.#work();
  }

  /** A connection sent something, whatever it was. */
  heard({ id }: Connection): void {
    if (this.#silence.has(id)) this.#silence.heard(id, this.#options.outside.elapsed());
  }

  /** Somebody writes, as long as they say so again and again. Of a room that they are not in nothing is known. */
  startTyping(connection: Connection, { room, field }: TypingRequest): void {
    const { rooms, outside } = this.#options;
    if (!rooms.of(connection).has(room) || !this.#people.isInSight(connection)) return;
    this.#typing.start(connection, room, field, outside.elapsed() + TYPING_MS);
    this.#tellTyping();
    this.#work();
  }

  stopTyping(connection: Connection, { room, field }: TypingRequest): void {
    this.#typing.stop(connection, room, field);
    this.#tellTyping();
  }

  /** A connection came into a room, or is not in it any more. */
  moved(connection: Connection, room: string): void {
    const isIn = this.#options.rooms.of(connection).has(room);
    if (!isIn) this.#typing.stop(connection, room);
    this.#refreshDevice(connection.id);
    if (this.#options.rooms.in(room).size === 0) this.#forgetRoom(room);
    this.#tellTyping();
    this.#work();
  }

  /** A connection is gone. It has left its rooms already. */
  leave(connection: Connection): void {
    this.#receivers.delete(connection);
    this.#newcomers.delete(connection);
    this.#forget(connection, this.#options.outside.now());
    this.#work();
  }

  /** What somebody who comes into a room is told of it; `people` are they and all whose presence there may be known. */
  stateFor(connection: Connection, room: string): RoomPresence & TypingChange & { people: string[] } {
    // Others may be told of another state next, or of none.
    if (this.#doings.isChanged(room)) this.#toldRooms.forget(room);
    this.#toldTyping.forget(room);
    const isShown = (other: Connection) => other === connection || this.#people.isInSight(other);
    const people = [...this.#options.rooms.in(room)].filter(isShown).map(({ userId }) => userId);
    return {
      ...this.#doings.stateOf(room),
      ...this.#typing.stateOf(room),
      people: [...new Set(people)],
    };
  }

  /** Everybody of whom anything was told, for somebody who does not sync. */
  whole(): PresenceChange {
    return this.#toldPeople.whole();
  }

  stop(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  #refresh(userId: string): void {
    for (const id of this.#people.devicesOf(userId)) this.#refreshDevice(id);
  }

  /** What others may know of what a device does. */
  #refreshDevice(id: string): void {
    const said = this.#said.get(id);
    if (said === undefined) return;
    const { connection } = said;
    const isInSight = this.#people.isInSight(connection);
    this.#doings.set(connection, isInSight ? this.#doingsOf(said) : []);
    if (!isInSight) this.#typing.stopAll(connection);
  }

  #doingsOf({ connection, update }: Said): readonly Doing[] {
    const own = this.#options.rooms.of(connection);
    const viewing = update.viewing.map((room) => ({ room }));
    return [...viewing, ...update.editing].filter(({ room }) => own.has(room));
  }

  #forget(connection: Connection, at: number): void {
    this.#said.delete(connection.id);
    this.#silence.remove(connection.id);
    this.#doings.set(connection, []);
    this.#typing.stopAll(connection);
    this.#people.remove(connection, at);
    // Others of them may have been hidden by it.
    this.#refresh(connection.userId);
    this.#tellTyping();
  }

  #forgetRoom(room: string): void {
    this.#toldRooms.forget(room);
    this.#toldTyping.forget(room);
    this.#toldTypingAt.delete(room);
  }

  /** Looks again and again while there is somebody to forget, or something to tell. */
  #work(): void {
    const { outside, intervalMs } = this.#options;
    this.#stopTimer ??= outside.every(intervalMs, () => this.#tick());
  }

  #tick(): void {
    this.#forgetSilent();
    this.#typing.forgetUntil(this.#options.outside.elapsed());
    this.#tellTyping();
    this.#tellAll();
    if (this.#people.isEmpty && this.#typing.isEmpty && !this.#hasNews) this.stop();
  }

  #forgetSilent(): void {
    const { outside, timeoutMs } = this.#options;
    const elapsed = outside.elapsed();
    for (const [id, heardAt] of this.#silence.takeSilent(elapsed - timeoutMs)) {
      const said = this.#said.get(id);
      if (said !== undefined) this.#forget(said.connection, outside.now() - (elapsed - heardAt));
    }
  }

  get #hasNews(): boolean {
    const { hasChanged } = this.#people;
    return hasChanged || this.#doings.hasChanged || this.#typing.hasChanged || this.#newcomers.size > 0;
  }

  #tellAll(): void {
    const { outside, intervalMs } = this.#options;
    const elapsed = outside.elapsed();
    if (!this.#hasNews || elapsed - this.#toldAt < paceFor(this.#receivers.size, intervalMs)) return;
    this.#toldAt = elapsed;
    this.#tellPeople();
    this.#tellRooms();
  }

  #tellPeople(): void {
    const { send, onChange } = this.#options;
    const change = this.#toldPeople.change(this.#people.takeChanged());
    const newcomers = [...this.#newcomers];
    const others = [...this.#receivers].filter((connection) => !this.#newcomers.has(connection));
    this.#newcomers.clear();
    if (newcomers.length > 0) send.presence(newcomers, this.#toldPeople.whole());
    if (change === undefined) return;
    if (others.length > 0) send.presence(others, change);
    onChange?.(change);
  }

  #tellRooms(): void {
    const states = new Map<Connection, RoomPresence[]>();
    for (const room of this.#doings.takeChanged()) {
      const inRoom = this.#options.rooms.in(room);
      const state = this.#doings.stateOf(room);
      if (inRoom.size === 0 || !this.#toldRooms.isNews(state)) continue;
      for (const connection of inRoom) {
        const known = states.get(connection);
        if (known === undefined) states.set(connection, [state]);
        else known.push(state);
      }
    }
    for (const { connections, rooms } of sameTogether(states)) {
      this.#options.send.roomPresence(connections, { rooms });
    }
  }

  #tellTyping(): void {
    const { outside, rooms, send } = this.#options;
    const now = outside.elapsed();
    for (const room of this.#typing.takeChanged((changed) => this.#mayTellTyping(changed, now))) {
      const state = this.#typing.stateOf(room);
      const connections = [...rooms.in(room)];
      if (connections.length === 0 || !this.#toldTyping.isNews(state)) continue;
      this.#toldTypingAt.set(room, now);
      send.typing(connections, state);
    }
  }

  #mayTellTyping(room: string, now: number): boolean {
    const { rooms, intervalMs } = this.#options;
    const toldAt = this.#toldTypingAt.get(room) ?? -Infinity;
    return now - toldAt >= paceFor(rooms.in(room).size, intervalMs);
  }
}

/** Those together who are told the same, so that it is encoded once. */
function sameTogether(
  states: ReadonlyMap<Connection, RoomPresence[]>,
): Iterable<{ readonly connections: Connection[]; readonly rooms: RoomPresence[] }> {
  const groups = new Map<string, { connections: Connection[]; rooms: RoomPresence[] }>();
  for (const [connection, rooms] of states) {
    const key = rooms.map(({ room }) => room).join(' ');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { connections: [connection], rooms });
    else group.connections.push(connection);
  }
  return groups.values();
}
