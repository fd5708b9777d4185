import type { TypingChange } from '@holdfast/shared/protocol/presence.ts';
import type { Device } from './people-board.ts';

/** Who writes is forgotten after so long, in milliseconds. */
export const TYPING_MS = 5_000;

/** More people who write in a room at a time are not named. */
const MOST_NAMED = 50;

interface Writing {
  readonly userId: string;
  readonly field: string | undefined;
  /** When it is forgotten. */
  readonly until: number;
}

/** Who writes in which room, each device in one field of a room. Moments of any clock that is not set back. */
export class TypingBoard {
  readonly #rooms = new Map<string, Map<string, Writing>>();
  readonly #changed = new Set<string>();

  get hasChanged(): boolean {
    return this.#changed.size > 0;
  }

  start({ id, userId }: Device, room: string, field: string | undefined, until: number): void {
    const writers = this.#rooms.get(room) ?? new Map<string, Writing>();
    const before = writers.get(id);
    writers.set(id, { userId, field, until });
    this.#rooms.set(room, writers);
    if (before === undefined || before.field !== field) this.#changed.add(room);
  }

  /** With a field only if it wrote in that one. */
  stop({ id }: Device, room: string, field?: string): void {
    const writing = this.#rooms.get(room)?.get(id);
    if (writing === undefined || (field !== undefined && writing.field !== field)) return;
    this.#remove(room, id);
  }

  stopAll(device: Device): void {
    for (const room of [...this.#rooms.keys()]) this.stop(device, room);
  }

  forgetUntil(now: number): void {
    for (const [room, writers] of [...this.#rooms]) {
      for (const [id, { until }] of [...writers]) if (until <= now) this.#remove(room, id);
    }
  }

  stateOf(room: string): TypingChange {
    const typing = new Map<string, TypingChange['typing'][number]>();
    for (const { userId, field } of this.#rooms.get(room)?.values() ?? []) {
      typing.set(`${userId} ${field ?? ''}`, { userId, ...(field !== undefined && { field }) });
    }
    return { room, typing: [...typing.values()].slice(0, MOST_NAMED) };
  }

  /** The rooms in which somebody began or ended, that may be told now; the others are kept for later. */
  takeChanged(mayBeTold: (room: string) => boolean): readonly string[] {
    const changed = [...this.#changed].filter(mayBeTold);
    for (const room of changed) this.#changed.delete(room);
    return changed;
  }

  #remove(room: string, id: string): void {
    const writers = this.#rooms.get(room);
    writers?.delete(id);
    if (writers?.size === 0) this.#rooms.delete(room);
    this.#changed.add(room);
  }
}
