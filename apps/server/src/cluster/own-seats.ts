import { PokedWork } from '../sync/poked-work.ts';
import {
  BEAT_MS,
  type Beat,
  type Changes,
  KEEP_MS,
  nothingSchema,
  STATE_FIELD,
  seatsKey,
  wantSchema,
} from './roster-messages.ts';
import type { RosterOptions } from './roster-options.ts';
import type { Seat } from './seat.ts';
import { SeatSum } from './seat-sum.ts';

/** Changes are told together, at most so many milliseconds after the first of them. */
const TELL_WITHIN_MS = 50;

/** So many seats go in one message. */
const SEATS_AT_ONCE = 500;

/**
 * The seats of this process: told to the others change by change, and kept in the shared memory for
 * whoever comes later or missed something.
 */
export class OwnSeats {
  readonly #options: RosterOptions;
  readonly #seats = new Map<string, string>();
  readonly #changed = new Set<string>();
  readonly #sum = new SeatSum();
  readonly #writing = new PokedWork(() => this.#write());
  #unwritten: Record<string, string | null> = {};
  #generation = 1;
  #seq = 0;
  #isWanted = false;
  /** It is written anew at most once in a beat, however many want it. */
  #mayWriteAnew = true;
  #stopTelling: (() => void) | undefined;
  #stopBeating = (): void => {};
  #isStopped = false;

  constructor(options: RosterOptions) {
    this.#options = options;
    const { processId, bus } = options.cluster;
    bus.on('roster-hello', nothingSchema, () => this.#beat());
    bus.on('roster-want', wantSchema, ({ of }) => {
      if (of === processId) this.#writeAnew();
    });
  }

  /** Says that it is there, and goes on saying so. */
  start(): void {
    const { cluster, outside } = this.#options;
    this.#stopBeating = outside.every(BEAT_MS, () => {
      this.#mayWriteAnew = true;
      this.#beat();
    });
    cluster.bus.tell('roster-hello', {});
    this.#beat();
  }

  /** Others know at once that all of it is gone. */
  async stop(): Promise<void> {
    const { bus, memory, processId } = this.#options.cluster;
    this.#isStopped = true;
    this.#stopBeating();
    this.#stopTelling?.();
    bus.tell('roster-gone', {});
    await this.#writing.idle();
    await memory.remove(seatsKey(processId, this.#generation));
  }

  /** What a connection is now; nothing once it is gone. */
  set(id: string, seat: Seat | undefined): void {
    const before = this.#seats.get(id);
    const text = seat && JSON.stringify(seat);
    if (this.#isStopped || text === before) return;
    if (before !== undefined) this.#sum.remove(id, before);
    if (text !== undefined) this.#sum.add(id, text);
    if (text === undefined) this.#seats.delete(id);
    else this.#seats.set(id, text);
    this.#changed.add(id);
    this.#stopTelling ??= this.#options.outside.every(TELL_WITHIN_MS, () => this.#tell());
  }

  /** Everything that is known here stands in the changes up to `seq`. */
  #state(): Beat {
    this.#tell();
    return { generation: this.#generation, seq: this.#seq, sum: this.#sum.value };
  }

  #tell(): void {
    this.#stopTelling?.();
    this.#stopTelling = undefined;
    const ids = [...this.#changed];
    this.#changed.clear();
    for (let start = 0; start < ids.length; start += SEATS_AT_ONCE) {
      const some = ids.slice(start, start + SEATS_AT_ONCE);
      const changes = Object.fromEntries(some.map((id) => [id, this.#seats.get(id) ?? null]));
      this.#seq += 1;
      this.#options.cluster.bus.tell('roster', { seq: this.#seq, changes } satisfies Changes);
      Object.assign(this.#unwritten, changes);
    }
    if (ids.length > 0) this.#writing.poke();
  }

  #beat(): void {
    if (this.#isStopped) return;
    this.#options.cluster.bus.tell('roster-beat', this.#state());
    // What is there is kept for longer, too.
    this.#writing.poke();
  }

  #writeAnew(): void {
    if (this.#isStopped || !this.#mayWriteAnew) return;
    this.#mayWriteAnew = false;
    this.#isWanted = true;
    this.#writing.poke();
  }

  async #write(): Promise<void> {
    if (this.#isStopped) return;
    if (this.#isWanted) return this.#writeWhole();
    const state = this.#state();
    const fields = this.#unwritten;
    this.#unwritten = {};
    await this.#put(state, fields);
  }

  /** Under a key of its own, which is told when all of it is there. */
  async #writeWhole(): Promise<void> {
    const { memory, processId } = this.#options.cluster;
    this.#isWanted = false;
    const before = this.#state();
    this.#unwritten = {};
    const generation = before.generation + 1;
    await this.#put({ ...before, generation }, Object.fromEntries(this.#seats));
    this.#generation = generation;
    await memory.remove(seatsKey(processId, before.generation));
    this.#beat();
  }

  async #put(state: Beat, fields: Readonly<Record<string, string | null>>): Promise<void> {
    const { memory, processId } = this.#options.cluster;
    const key = seatsKey(processId, state.generation);
    await memory.putFields(key, { ...fields, [STATE_FIELD]: JSON.stringify(state) }, KEEP_MS);
  }
}
