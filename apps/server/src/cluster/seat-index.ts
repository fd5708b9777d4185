import type { Seat } from './seat.ts';

const none: ReadonlyMap<string, Seat> = new Map();

/** Seats of other processes by the id of their connection, found by person, by copy of the app and by address. */
export class SeatIndex {
  readonly #seats = new Map<string, Seat>();
  readonly #byUser = new Map<string, Map<string, Seat>>();
  readonly #byClient = new Map<string, Map<string, Seat>>();
  readonly #byAddress = new Map<string, Map<string, Seat>>();

  /** Those of a person. */
  ofUser(userId: string): ReadonlyMap<string, Seat> {
    return this.#byUser.get(userId) ?? none;
  }

  ofClient(clientId: string): ReadonlyMap<string, Seat> {
    return this.#byClient.get(clientId) ?? none;
  }

  /** Those from an address, by its key (address-key.ts). */
  fromAddress(key: string): ReadonlyMap<string, Seat> {
    return this.#byAddress.get(key) ?? none;
  }

  /** What a connection is now; nothing once it is gone. */
  set(id: string, seat: Seat | undefined): void {
    const before = this.#seats.get(id);
    if (before !== undefined) this.#remove(id, before);
    if (seat === undefined) return;
    this.#seats.set(id, seat);
    add(this.#byUser, seat.userId, id, seat);
    add(this.#byClient, seat.clientId, id, seat);
    add(this.#byAddress, seat.address, id, seat);
  }

  #remove(id: string, seat: Seat): void {
    this.#seats.delete(id);
    take(this.#byUser, seat.userId, id);
    take(this.#byClient, seat.clientId, id);
    take(this.#byAddress, seat.address, id);
  }
}

function add(index: Map<string, Map<string, Seat>>, key: string, id: string, seat: Seat): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, new Map([[id, seat]]));
  else known.set(id, seat);
}

function take(index: Map<string, Map<string, Seat>>, key: string, id: string): void {
  const known = index.get(key);
  known?.delete(id);
  if (known?.size === 0) index.delete(key);
}
