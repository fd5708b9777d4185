import { Peer } from './peer.ts';
import {
  BEAT_MS,
  beatSchema,
  changesSchema,
  MOST_MISSED,
  nothingSchema,
  seatsKey,
} from './roster-messages.ts';
import type { RosterOptions } from './roster-options.ts';
import type { Seat } from './seat.ts';

/** Is told of a seat of another process that is another one now, or gone since `at` (milliseconds since 1970). */
export type OnSeatElsewhere = (id: string, seat: Seat | undefined, at: number) => void;

export interface PeersOptions extends RosterOptions {
  readonly onSeat: OnSeatElsewhere;
}

/**
 * The other processes: what they tell is put together, what was lost is read in their shared memory, and
 * whoever is not heard of any more is forgotten with all its seats.
 */
export class Peers {
  readonly #options: PeersOptions;
  readonly #peers = new Map<string, Peer>();
  #stopCounting = (): void => {};

  constructor(options: PeersOptions) {
    this.#options = options;
    const { bus } = options.cluster;
    bus.on('roster', changesSchema, (changes, from) => {
      if (this.#heard(from).take(changes)) this.#read(from);
    });
    bus.on('roster-beat', beatSchema, (beat, from) => {
      const peer = this.#heard(from);
      peer.generation = Math.max(peer.generation, beat.generation);
      if (peer.differs(beat)) this.#read(from);
    });
    bus.on('roster-gone', nothingSchema, (_, from) => this.#end(from, options.outside.now()));
  }

  /** How many others there are. */
  get size(): number {
    return this.#peers.size;
  }

  start(): void {
    this.#stopCounting = this.#options.outside.every(BEAT_MS, () => this.#count());
  }

  stop(): void {
    this.#stopCounting();
  }

  #heard(processId: string): Peer {
    const peer = this.#peers.get(processId) ?? new Peer((id, seat) => this.#onSeat(id, seat));
    peer.missed = 0;
    this.#peers.set(processId, peer);
    return peer;
  }

  #onSeat(id: string, seat: Seat | undefined): void {
    this.#options.onSeat(id, seat, this.#options.outside.now());
  }

  /** Reads all that a process wrote down, once at a time: what is told meanwhile is put on top. */
  #read(processId: string): void {
    const peer = this.#peers.get(processId);
    if (peer === undefined || peer.isReading) return;
    const { memory, bus } = this.#options.cluster;
    peer.isReading = true;
    memory
      .fields(seatsKey(processId, peer.generation))
      .then((fields) => {
        if (this.#peers.get(processId) !== peer) return;
        if (!peer.takeWhole(fields)) bus.tell('roster-want', { of: processId });
      })
      .catch((error: unknown) =>
        this.#options.log.error({ err: error }, 'connections elsewhere are not known'),
      )
      .finally(() => {
        peer.isReading = false;
      });
  }

  #count(): void {
    const now = this.#options.outside.now();
    for (const [processId, peer] of [...this.#peers]) {
      peer.missed += 1;
      if (peer.missed <= MOST_MISSED) continue;
      this.#options.log.warn({ process: processId }, 'another process is not heard of any more');
      this.#end(processId, now - peer.missed * BEAT_MS);
    }
  }

  #end(processId: string, at: number): void {
    const peer = this.#peers.get(processId);
    this.#peers.delete(processId);
    for (const id of peer?.ids() ?? []) this.#options.onSeat(id, undefined, at);
  }
}
