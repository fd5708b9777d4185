import { readJson } from './read-json.ts';
import { type Beat, beatSchema, type Changes, STATE_FIELD } from './roster-messages.ts';
import { readSeat, type Seat } from './seat.ts';
import { SeatSum } from './seat-sum.ts';

/** More changes than these are not kept while the whole is read: it is read again. */
const MOST_LATER = 1_000;

/** Is told of a seat that is another one now, or gone. */
export type OnSeat = (id: string, seat: Seat | undefined) => void;

/** What is known of another process: its seats up to some of its changes, and how many own beats ago it was heard. */
export class Peer {
  missed = 0;
  /** Its key in the shared memory is of this generation. */
  generation = 1;
  /** Whether the whole is being read. */
  isReading = false;
  readonly #onSeat: OnSeat;
  /** Their texts: some may be of a later version, and are known without being understood. */
  readonly #seats = new Map<string, string>();
  #sum = new SeatSum();
  /** Up to which of its changes all is known; -1 before anything was read. */
  #seq = -1;
  #later: Changes[] = [];

  constructor(onSeat: OnSeat) {
    this.#onSeat = onSeat;
  }

  /** Whether it says something that is not known here. */
  differs({ seq, sum }: Beat): boolean {
    return seq > this.#seq || (seq === this.#seq && sum !== this.#sum.value);
  }

  /** Takes changes that follow on what is known; says whether something before them is missing. */
  take(changes: Changes): boolean {
    if (changes.seq <= this.#seq) return false;
    if (this.#seq >= 0 && changes.seq === this.#seq + 1) {
      this.#apply(changes);
      return false;
    }
    if (this.#later.length < MOST_LATER) this.#later.push(changes);
    return true;
  }

  /** Takes all that it wrote down, unless more is known. Says whether it was whole. */
  takeWhole(fields: Readonly<Record<string, string>>): boolean {
    const state = beatSchema.safeParse(readJson(fields[STATE_FIELD] ?? ''));
    const seats = new Map(Object.entries(fields).filter(([id]) => id !== STATE_FIELD));
    const sum = new SeatSum();
    for (const [id, text] of seats) sum.add(id, text);
    if (!state.success || state.data.sum !== sum.value) return false;
    if (state.data.seq >= this.#seq) this.#replace(seats, sum, state.data.seq);
    return true;
  }

  /** The connections that are known of it. */
  ids(): Iterable<string> {
    return this.#seats.keys();
  }

  #replace(seats: ReadonlyMap<string, string>, sum: SeatSum, seq: number): void {
    for (const id of [...this.#seats.keys()]) if (!seats.has(id)) this.#set(id, undefined);
    for (const [id, text] of seats) this.#set(id, text);
    this.#sum = sum;
    this.#seq = seq;
    const later = this.#later.sort((left, right) => left.seq - right.seq);
    this.#later = [];
    for (const changes of later) if (changes.seq === this.#seq + 1) this.#apply(changes);
  }

  #apply({ seq, changes }: Changes): void {
    for (const [id, text] of Object.entries(changes)) {
      const before = this.#seats.get(id);
      if (before !== undefined) this.#sum.remove(id, before);
      if (text !== null) this.#sum.add(id, text);
      this.#set(id, text ?? undefined);
    }
    this.#seq = seq;
  }

  #set(id: string, text: string | undefined): void {
    if (text === this.#seats.get(id)) return;
    if (text === undefined) this.#seats.delete(id);
    else this.#seats.set(id, text);
    this.#onSeat(id, text === undefined ? undefined : readSeat(text));
  }
}
