import { addressKey } from '../http/address-key.ts';
import type { Connection } from '../sync/connections.ts';
import { OwnSeats } from './own-seats.ts';
import { type OnSeatElsewhere, Peers } from './peers.ts';
import type { RosterOptions } from './roster-options.ts';
import type { SaidSeat, Seat } from './seat.ts';
import { SeatIndex } from './seat-index.ts';

/** A connection as processes tell each other of it. */
export type SeatedConnection = Pick<Connection, 'id' | 'userId' | 'clientId' | 'address'>;

/**
 * Who is connected where, and what they say of themselves, over all processes of one server. Others know of
 * a change within a moment where nothing is lost, and of what was lost within some seconds.
 */
export interface Roster {
  /** How many processes there are, with this one. */
  readonly processes: number;
  /** The connections of other processes. */
  readonly elsewhere: Pick<SeatIndex, 'ofUser' | 'ofClient' | 'fromAddress'>;
  readonly start: () => void;
  /** Others know at once that all connections of this process are gone. */
  readonly stop: () => Promise<void>;
  readonly add: (connection: SeatedConnection) => void;
  readonly remove: (connection: SeatedConnection) => void;
  /** What a connection of this process says of its person now. */
  readonly say: (connection: SeatedConnection, said: SaidSeat) => void;
  /** A connection of this process says nothing any more, since a moment (milliseconds since 1970). */
  readonly silent: (connection: SeatedConnection, since: number) => void;
  /** Calls with each seat elsewhere that changes from now on. */
  readonly onSeat: (handle: OnSeatElsewhere) => void;
}

/** The roster of a server that is one process. */
export const loneRoster: Roster = {
  processes: 1,
  elsewhere: new SeatIndex(),
  start: () => {},
  stop: async () => {},
  add: () => {},
  remove: () => {},
  say: () => {},
  silent: () => {},
  onSeat: () => {},
};

/** The roster of this process among those of one server. */
export function createRoster(options: RosterOptions): Roster {
  return options.cluster.health.status === 'none' ? loneRoster : new SharedRoster(options);
}

class SharedRoster implements Roster {
  readonly elsewhere = new SeatIndex();
  readonly #own: OwnSeats;
  readonly #peers: Peers;
  readonly #seats = new Map<string, Seat>();
  readonly #handlers: OnSeatElsewhere[] = [];

  constructor(options: RosterOptions) {
    this.#own = new OwnSeats(options);
    const onSeat: OnSeatElsewhere = (id, seat, at) => {
      this.elsewhere.set(id, seat);
      for (const handle of this.#handlers) handle(id, seat, at);
    };
    this.#peers = new Peers({ ...options, onSeat });
  }

  get processes(): number {
    return 1 + this.#peers.size;
  }

  start(): void {
    this.#peers.start();
    this.#own.start();
  }

  async stop(): Promise<void> {
    this.#peers.stop();
    await this.#own.stop();
  }

  add({ id, userId, clientId, address }: SeatedConnection): void {
    this.#set(id, { userId, clientId, address: addressKey(address) });
  }

  remove({ id }: SeatedConnection): void {
    this.#seats.delete(id);
    this.#own.set(id, undefined);
  }

  say({ id }: SeatedConnection, said: SaidSeat): void {
    this.#change(id, { said });
  }

  silent({ id }: SeatedConnection, since: number): void {
    this.#change(id, { silentSince: since });
  }

  onSeat(handle: OnSeatElsewhere): void {
    this.#handlers.push(handle);
  }

  #change(id: string, now: Pick<Seat, 'said' | 'silentSince'>): void {
    const seat = this.#seats.get(id);
    if (seat === undefined) return;
    const { userId, clientId, address } = seat;
    this.#set(id, { userId, clientId, address, ...now });
  }

  #set(id: string, seat: Seat): void {
    this.#seats.set(id, seat);
    this.#own.set(id, seat);
  }
}
