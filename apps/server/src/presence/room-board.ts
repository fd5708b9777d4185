import type { RoomPresence } from '@holdfast/shared/protocol/presence.ts';
import type { Device } from './people-board.ts';

/** So many people are named in a room, and so many fields that are edited. */
export const MOST_NAMED = 50;

/** What a device does in a room: it looks at it, or edits a field. */
export interface Doing {
  readonly room: string;
  readonly field?: string;
}

interface Mark extends Doing {
  readonly userId: string;
  readonly devices: Set<string>;
}

const nothing: ReadonlyMap<string, Doing> = new Map();

/** Who looks at and edits what, each person once, however many devices: those first who came first. */
export class RoomBoard {
  readonly #rooms = new Map<string, Map<string, Mark>>();
  readonly #ofDevice = new Map<string, ReadonlyMap<string, Doing>>();
  readonly #changed = new Set<string>();

  get hasChanged(): boolean {
    return this.#changed.size > 0;
  }

  /** Whether something in the room may be another one than when changes were taken last. */
  isChanged(room: string): boolean {
    return this.#changed.has(room);
  }

  /** What a device does now, in place of what it did. */
  set(device: Device, doings: readonly Doing[]): void {
    const before = this.#ofDevice.get(device.id) ?? nothing;
    const now = new Map(doings.map((doing) => [`${doing.room} ${doing.field ?? ''}`, doing]));
    for (const [key, doing] of before) if (!now.has(key)) this.#end(device, doing);
    for (const [key, doing] of now) if (!before.has(key)) this.#begin(device, doing);
    if (now.size === 0) this.#ofDevice.delete(device.id);
    else this.#ofDevice.set(device.id, now);
  }

  stateOf(room: string): RoomPresence {
    const marks = [...(this.#rooms.get(room)?.values() ?? [])];
    const viewing = marks.filter(({ field }) => field === undefined).map(({ userId }) => userId);
    const editing = marks.flatMap(({ userId, field }) => (field === undefined ? [] : [{ userId, field }]));
    return {
      room,
      viewers: viewing.length,
      viewing: viewing.slice(0, MOST_NAMED),
      editing: editing.slice(0, MOST_NAMED),
    };
  }

  /** The rooms in which something changed since the last call. */
  takeChanged(): readonly string[] {
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed;
  }

  #begin({ id, userId }: Device, { room, field }: Doing): void {
    const marks = this.#rooms.get(room) ?? new Map<string, Mark>();
    this.#rooms.set(room, marks);
    const key = markKey(userId, field);
    const mark = marks.get(key) ?? {
      room,
      userId,
      devices: new Set(),
      ...(field !== undefined && { field }),
    };
    if (mark.devices.size === 0) this.#changed.add(room);
    mark.devices.add(id);
    marks.set(key, mark);
  }

  #end({ id, userId }: Device, { room, field }: Doing): void {
    const marks = this.#rooms.get(room);
    const key = markKey(userId, field);
    const mark = marks?.get(key);
    mark?.devices.delete(id);
    if (mark?.devices.size !== 0) return;
    marks?.delete(key);
    this.#changed.add(room);
    if (marks?.size === 0) this.#rooms.delete(room);
  }
}

function markKey(userId: string, field: string | undefined): string {
  return `${userId} ${field ?? ''}`;
}
