import {
  MOST_VIEWED,
  type PresenceUpdate,
  type RoomPresences,
  type TypingChange,
} from '@holdfast/shared/protocol/presence.ts';
import { type RoomResponse, rowOfRoom } from '@holdfast/shared/protocol/room.ts';
import type { Environment } from '../environment.ts';
import type { RowKey } from '../store/row-key.ts';
import type { PresenceLine } from '../sync/transport.ts';
import { type Holder, Room } from './room.ts';
import { RoomDoors } from './room-doors.ts';

/** A room is entered once it was needed so long, so that leafing through a list costs nothing, in milliseconds. */
export const ENTER_AFTER_MS = 150;
/** A room is left so long after nobody needs it any more, so that going back and forth costs nothing, in milliseconds. */
export const LINGER_MS = 1_000;
/** Who seems to write for longer than this is asked about, lest an end that was lost shows for ever, in milliseconds. */
export const WRITING_MS = 6_000;

export interface RoomsOptions {
  readonly environment: Pick<Environment, 'clock' | 'log'>;
  /** Oneself. */
  readonly userId: string;
  /** Whether the row that a room is about is on this device. */
  hasRow(row: RowKey): boolean;
  /** What one views or edits may be another thing now. */
  changed(): void;
  /** Nobody here needs the room any more. */
  left(room: string): void;
}

/** The rooms that somebody here needs: entered once however many need them, and again over each new line. */
export class Rooms {
  private readonly rooms = new Map<string, Room>();
  private readonly doors: RoomDoors;

  private readonly options: RoomsOptions;

  constructor(options: RoomsOptions) {
    this.options = options;
    this.doors = new RoomDoors(options.environment, {
      stands: (room, answer) => this.stand(room, answer),
      settled: (room) => this.settled(room),
    });
  }

  /** How many are held or linger. */
  get size(): number {
    return this.rooms.size;
  }

  /** Needs a room until the result is called. */
  hold(name: string, holder: Holder): () => void {
    const room = this.find(name);
    room.cancelLinger();
    room.lingers = false;
    room.add(holder);
    if (room.phase === 'out' && !room.isDue) this.doors.enterIn(room, ENTER_AFTER_MS);
    this.options.changed();
    return () => this.release(room, holder);
  }

  isIn(name: string): boolean {
    return this.rooms.get(name)?.phase === 'in';
  }

  /** What one looks at and edits in rooms that one is in. */
  doings(): Pick<PresenceUpdate, 'viewing' | 'editing'> {
    const entered = [...this.rooms.values()].filter((room) => room.phase === 'in');
    const viewing = entered.filter((room) => room.isViewed).map((room) => room.name);
    const editing = entered.flatMap(({ name, fields }) => fields.map((field) => ({ room: name, field })));
    return { viewing: viewing.slice(-MOST_VIEWED), editing: editing.slice(-MOST_VIEWED) };
  }

  lineUp(line: PresenceLine): void {
    this.doors.lineUp(line);
    for (const room of this.rooms.values()) this.doors.enter(room);
  }

  lineDown(): void {
    this.doors.lineDown();
    for (const room of this.rooms.values()) {
      room.phase = 'out';
      room.forget();
      if (!room.isHeld) this.drop(room);
    }
  }

  told({ rooms }: RoomPresences): void {
    for (const standing of rooms) this.rooms.get(standing.room)?.stand(standing);
  }

  typing({ room: name, typing }: TypingChange): void {
    const room = this.rooms.get(name);
    if (room === undefined) return;
    room.cancelTyping();
    room.writes(typing);
    if (typing.length === 0) return;
    room.cancelTyping = this.options.environment.clock.after(WRITING_MS, () => this.lookWhoWrites(room));
  }

  /**
   * Rows have come from the server, or went. Who loses sight of a row is out of its room; who comes to
   * see one that was refused, or whose own new row has arrived there, may enter it now.
   */
  rowsTouched(rows: readonly RowKey[]): void {
    for (const room of this.rooms.values()) {
      if (rows.some((row) => isAbout(room, row))) this.look(room);
    }
  }

  private look(room: Room): void {
    const row = rowOfRoom(room.name);
    if (row === undefined || !this.options.hasRow(row)) {
      if (room.phase === 'in') this.lose(room);
      return;
    }
    if (room.phase === 'out') this.doors.enter(room);
  }

  private lose(room: Room): void {
    room.phase = 'out';
    room.forget();
    this.options.changed();
  }

  private find(name: string): Room {
    const known = this.rooms.get(name);
    if (known !== undefined) return known;
    const room = new Room(name, this.options.userId);
    this.rooms.set(name, room);
    return room;
  }

  private release(room: Room, holder: Holder): void {
    if (!room.remove(holder)) return;
    this.options.changed();
    if (room.isHeld || room.lingers) return;
    this.options.left(room.name);
    if (!this.doors.isUp) this.drop(room);
    else this.linger(room);
  }

  private linger(room: Room): void {
    room.lingers = true;
    room.cancelLinger = this.options.environment.clock.after(LINGER_MS, () => {
      room.lingers = false;
      this.close(room);
    });
  }

  /** Leaves a room that nobody needs, after the answer to having entered it: otherwise one would stay in it. */
  private close(room: Room): void {
    if (room.isHeld || room.lingers || room.phase === 'entering' || room.phase === 'leaving') return;
    if (room.phase === 'in') this.doors.leave(room);
    else this.drop(room);
  }

  private settled(room: Room): void {
    this.options.changed();
    this.close(room);
  }

  private stand(room: Room, answer: RoomResponse): void {
    room.stand(answer);
    this.typing(answer);
  }

  /** Without an answer nobody writes any more. */
  private lookWhoWrites(room: Room): void {
    if (room.phase !== 'in') return;
    room.cancelTyping = this.options.environment.clock.after(WRITING_MS, () => room.writes([]));
    this.doors.look(room);
  }

  private drop(room: Room): void {
    room.end();
    this.rooms.delete(room.name);
  }
}

/** `*` stands for all rows of a table. */
function isAbout(room: Room, { table, id }: RowKey): boolean {
  return room.name === `${table}:${id}` || (id === '*' && room.name.startsWith(`${table}:`));
}
