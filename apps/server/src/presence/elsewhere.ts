import type { Bus } from '../cluster/cluster.ts';
import type { Roster } from '../cluster/roster.ts';
import type { Seat } from '../cluster/seat.ts';
import type { Outside } from '../sync/outside.ts';
import { type FarDevice, FarDevices } from './far-devices.ts';
import type { Device, PeopleBoard } from './people-board.ts';
import { TYPING_MS, type TypingBoard } from './typing-board.ts';
import { type TypingMessage, typingMessageSchema } from './typing-message.ts';

export interface ElsewhereOptions {
  readonly outside: Pick<Outside, 'now' | 'elapsed'>;
  readonly roster: Pick<Roster, 'onSeat'>;
  readonly bus: Pick<Bus, 'on'> | undefined;
  readonly people: PeopleBoard;
  readonly typing: TypingBoard;
  /** Others may know something else of what a person does. */
  readonly refresh: (userId: string) => void;
  /** A device is to be taken off all boards; it is gone since a moment, in milliseconds since 1970. */
  readonly remove: (device: Device, at: number) => void;
}

/** Puts what connections of other processes say on the boards of this one. */
export class Elsewhere {
  readonly #options: ElsewhereOptions;
  readonly #devices = new FarDevices();

  constructor(options: ElsewhereOptions) {
    this.#options = options;
    options.roster.onSeat((id, seat, at) => this.#heardOf(id, seat, at));
    options.bus?.on('typing', typingMessageSchema, (message) => this.#heardTyping(message));
  }

  get(id: string): FarDevice | undefined {
    return this.#devices.get(id);
  }

  /** Those that are in a room. */
  in(room: string): ReadonlySet<FarDevice> {
    return this.#devices.in(room);
  }

  /** A connection says something else, says nothing any more, or is gone since `at`. */
  #heardOf(id: string, seat: Seat | undefined, at: number): void {
    const before = this.#devices.get(id);
    if (seat?.said !== undefined) {
      const { userId, said } = seat;
      this.#take({ id, userId, said, rooms: new Set(said.rooms) }, before);
    } else if (before !== undefined) {
      this.#devices.remove(id);
      this.#options.remove(before, Math.min(seat?.silentSince ?? at, at));
    }
  }

  #take(device: FarDevice, before: FarDevice | undefined): void {
    const { people, typing, outside, refresh } = this.#options;
    const { status, at } = device.said;
    this.#devices.set(device);
    for (const room of before?.rooms ?? []) if (!device.rooms.has(room)) typing.stop(device, room);
    // Their clock may be ahead.
    people.set(device, status, Math.min(at, outside.now()));
    refresh(device.userId);
  }

  #heardTyping({ id, room, field, ended }: TypingMessage): void {
    const { people, typing, outside, refresh } = this.#options;
    const device = this.#devices.get(id);
    if (device === undefined) return;
    if (ended) typing.stop(device, room, field);
    else if (device.rooms.has(room) && people.isInSight(device)) {
      typing.start(device, room, field, outside.elapsed() + TYPING_MS);
    }
    refresh(device.userId);
  }
}
