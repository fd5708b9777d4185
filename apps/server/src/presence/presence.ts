import type {
  PresenceChange,
  PresenceUpdate,
  RoomPresence,
  RoomPresences,
  TypingChange,
  TypingRequest,
} from '@holdfast/shared/protocol/presence.ts';
import type { Bus } from '../cluster/cluster.ts';
import { loneRoster, type Roster } from '../cluster/roster.ts';
import type { Rooms } from '../realtime/rooms.ts';
import type { Connection } from '../sync/connections.ts';
import type { Outside } from '../sync/outside.ts';
import { Elsewhere } from './elsewhere.ts';
import { type Device, PeopleBoard } from './people-board.ts';
import { PeopleTeller } from './people-teller.ts';
import { type Doing, RoomBoard } from './room-board.ts';
import { RoomTeller } from './room-teller.ts';
import { Silence } from './silence.ts';
import { TYPING_MS, TypingBoard } from './typing-board.ts';
import type { TypingMessage } from './typing-message.ts';
import { TypingTeller } from './typing-teller.ts';

/** How presence reaches connections, each at once. */
export interface PresenceSending {
  readonly presence: (connections: readonly Connection[], change: PresenceChange) => void;
  readonly roomPresence: (connections: readonly Connection[], rooms: RoomPresences) => void;
  readonly typing: (connections: readonly Connection[], change: TypingChange) => void;
}

type PresenceRoster = Pick<Roster, 'say' | 'silent' | 'onSeat'>;

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
  /** What other processes know, and are told; without it there is only this one. */
  readonly roster?: PresenceRoster;
  readonly bus?: Bus;
}

/** What a connection said last. */
interface Said {
  readonly connection: Connection;
  readonly update: PresenceUpdate;
  /** Since when its status is so, in milliseconds since 1970. */
  readonly at: number;
}

/**
 * What this process knows of people's presence, also of those who are connected to others (elsewhere.ts), and
 * tells its own connections. A connection counts from its first `presence:update` until it leaves or falls
 * silent, and is told of all people from then on; of a room only while it is in it. Whoever takes somebody
 * out of a room says so at once (`moved`).
 */
export class Presence {
  readonly #options: PresenceOptions;
  readonly #people = new PeopleBoard();
  readonly #doings = new RoomBoard();
  readonly #typing = new TypingBoard();
  readonly #silence = new Silence();
  readonly #said = new Map<string, Said>();
  readonly #roster: PresenceRoster;
  readonly #elsewhere: Elsewhere;
  readonly #peopleTeller: PeopleTeller;
  readonly #roomTeller: RoomTeller;
  readonly #typingTeller: TypingTeller;
  #stopTimer: (() => void) | undefined;
  #isStopped = false;

  constructor(options: PresenceOptions) {
    const { outside, rooms, send, intervalMs, onChange = () => {}, roster = loneRoster, bus } = options;
    this.#options = options;
    this.#roster = roster;
    const telling = { rooms, intervalMs };
    this.#peopleTeller = new PeopleTeller({ board: this.#people, send: send.presence, onChange, intervalMs });
    this.#roomTeller = new RoomTeller({ ...telling, board: this.#doings, send: send.roomPresence });
    this.#typingTeller = new TypingTeller({ ...telling, board: this.#typing, send: send.typing });
    this.#elsewhere = new Elsewhere({
      ...{ outside, roster, bus, people: this.#people, typing: this.#typing },
      refresh: (userId) => {
        this.#refresh(userId);
        this.#changed();
      },
      remove: (device, at) => this.#remove(device, at),
    });
  }

  /** How many people others see as online or idle. */
  get figures(): { readonly online: number; readonly idle: number } {
    return { online: this.#people.count('online'), idle: this.#people.count('idle') };
  }

  /** All that a connection says of itself, in place of what it said before. */
  update(connection: Connection, update: PresenceUpdate): void {
    const { now, elapsed } = this.#options.outside;
    const before = this.#said.get(connection.id);
    const at = before?.update.status === update.status ? before.at : now();
    this.#said.set(connection.id, { connection, update, at });
    this.#silence.heard(connection.id, elapsed());
    this.#people.set(connection, update.status, now());
    this.#tellOthers(connection);
    this.#refresh(connection.userId);
    this.#peopleTeller.add(connection);
    this.#changed();
  }

  /** A connection sent something, whatever it was. */
  heard({ id }: Connection): void {
    if (this.#silence.has(id)) this.#silence.heard(id, this.#options.outside.elapsed());
  }

  /** Somebody writes, as long as they say so again and again. Of a room that they are not in nothing is known. */
  startTyping(connection: Connection, request: TypingRequest): void {
    const { rooms, outside } = this.#options;
    const { room, field } = request;
    if (!rooms.of(connection).has(room) || !this.#people.isInSight(connection)) return;
    this.#typing.start(connection, room, field, outside.elapsed() + TYPING_MS);
    this.#tellTyping(connection, request, false);
    this.#changed();
  }

  stopTyping(connection: Connection, request: TypingRequest): void {
    const { room, field } = request;
    if (!this.#options.rooms.of(connection).has(room)) return;
    this.#typing.stop(connection, room, field);
    this.#tellTyping(connection, request, true);
    this.#changed();
  }

  /** A connection came into a room, or is not in it any more. */
  moved(connection: Connection, room: string): void {
    const { rooms } = this.#options;
    if (!rooms.of(connection).has(room)) this.#typing.stop(connection, room);
    this.#refreshDevice(connection.id);
    this.#tellOthers(connection);
    this.#changed();
    if (rooms.in(room).size > 0) return;
    this.#roomTeller.emptied(room);
    this.#typingTeller.emptied(room);
  }

  /** A connection is gone. It has left its rooms already. */
  leave(connection: Connection): void {
    this.#peopleTeller.remove(connection);
    this.#forget(connection, this.#options.outside.now());
  }

  /** What somebody who comes into a room is told of it; `people` are they and all whose presence there may be known. */
  stateFor(connection: Connection, room: string): RoomPresence & TypingChange & { people: string[] } {
    const isShown = (other: Device) => other === connection || this.#people.isInSight(other);
    const devices: Device[] = [...this.#options.rooms.in(room), ...this.#elsewhere.in(room)];
    const people = devices.filter(isShown).map(({ userId }) => userId);
    return {
      ...this.#roomTeller.stateFor(room),
      ...this.#typingTeller.stateFor(room),
      people: [...new Set(people)],
    };
  }

  /** Everybody of whom anything was told, for somebody who does not sync. */
  whole(): PresenceChange {
    return this.#peopleTeller.whole();
  }

  /** Tells nobody anything any more. */
  stop(): void {
    this.#isStopped = true;
    this.#rest();
  }

  #refresh(userId: string): void {
    for (const id of this.#people.devicesOf(userId)) this.#refreshDevice(id);
  }

  /** What others may know of what a device does. */
  #refreshDevice(id: string): void {
    const said = this.#said.get(id);
    if (said !== undefined) {
      this.#show(said.connection, doingsIn(this.#options.rooms.of(said.connection), said.update));
      return;
    }
    const far = this.#elsewhere.get(id);
    if (far !== undefined) this.#show(far, doingsIn(far.rooms, far.said));
  }

  #show(device: Device, doings: readonly Doing[]): void {
    const isInSight = this.#people.isInSight(device);
    this.#doings.set(device, isInSight ? doings : []);
    if (!isInSight) this.#typing.stopAll(device);
  }

  #forget(connection: Connection, at: number): void {
    this.#said.delete(connection.id);
    this.#silence.remove(connection.id);
    this.#roster.silent(connection, at);
    this.#remove(connection, at);
  }

  #remove(device: Device, at: number): void {
    this.#doings.set(device, []);
    this.#typing.stopAll(device);
    this.#people.remove(device, at);
    // Others of them may have been hidden by it.
    this.#refresh(device.userId);
    this.#changed();
  }

  /** Other processes know what a connection says here, and in which rooms it is. */
  #tellOthers(connection: Connection): void {
    const said = this.#said.get(connection.id);
    if (said === undefined) return;
    const { status, viewing, editing } = said.update;
    const rooms = [...this.#options.rooms.of(connection)];
    this.#roster.say(connection, { status, at: said.at, rooms, viewing, editing });
  }

  /** Others read in their processes who writes in rooms that they are in. */
  #tellTyping({ id }: Connection, { room, field }: TypingRequest, ended: boolean): void {
    const message: TypingMessage = { id, room, ended, ...(field !== undefined && { field }) };
    this.#options.bus?.tell('typing', message);
  }

  /** Typing is told at once; the rest is told by and by, while there is somebody to forget or something to tell. */
  #changed(): void {
    const { outside, intervalMs } = this.#options;
    if (this.#isStopped) return;
    this.#typingTeller.tell(outside.elapsed());
    if (this.#hasWork) this.#stopTimer ??= outside.every(intervalMs, () => this.#tick());
  }

  #tick(): void {
    const { outside } = this.#options;
    this.#forgetSilent();
    this.#typing.forgetUntil(outside.elapsed());
    for (const teller of [this.#typingTeller, this.#peopleTeller, this.#roomTeller]) {
      teller.tell(outside.elapsed());
    }
    if (!this.#hasWork) this.#rest();
  }

  #rest(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  get #hasWork(): boolean {
    const { isEmpty } = this.#people;
    return !isEmpty || this.#peopleTeller.hasNews || this.#doings.hasChanged || this.#typing.hasChanged;
  }

  #forgetSilent(): void {
    const { outside, timeoutMs } = this.#options;
    const elapsed = outside.elapsed();
    for (const [id, heardAt] of this.#silence.takeSilent(elapsed - timeoutMs)) {
      const said = this.#said.get(id);
      if (said !== undefined) this.#forget(said.connection, outside.now() - (elapsed - heardAt));
    }
  }
}

/** What a device does in rooms that it is in. */
function doingsIn(
  rooms: ReadonlySet<string>,
  { viewing, editing }: Pick<PresenceUpdate, 'viewing' | 'editing'>,
): readonly Doing[] {
  return [...viewing.map((room) => ({ room })), ...editing].filter(({ room }) => rooms.has(room));
}
