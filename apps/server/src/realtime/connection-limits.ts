import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { z } from 'zod';
import type { Bus } from '../cluster/cluster.ts';
import type { Roster } from '../cluster/roster.ts';
import type { Seat } from '../cluster/seat.ts';
import { addressKey } from '../http/address-key.ts';
import type { Connection, Connections } from '../sync/connections.ts';
import type { Visitor } from './check-handshake.ts';
import { FULL_RETRY_MS } from './handshake-gate.ts';

/** `drop`: connections, by their ids, that their copy of the app has lost. */
const dropSchema = z.object({ ids: z.array(z.string()) });

export interface ConnectionLimitsOptions {
  readonly maxConnectionsPerUser: number;
  readonly maxConnectionsPerAddress: number;
  readonly connections: Connections;
  readonly bus: Bus;
  readonly roster: Pick<Roster, 'elsewhere'>;
  /** Ends a connection of this process. */
  readonly drop: (connection: Connection) => void;
}

type Seats = ReadonlyMap<string, Seat>;
type Who = Pick<Visitor, 'userId' | 'clientId' | 'address'>;

/**
 * How many connections a person and an address may have, over all processes. Two that come to two
 * processes in the same moment may both take the last place.
 */
export class ConnectionLimits {
  readonly #options: ConnectionLimitsOptions;

  constructor(options: ConnectionLimitsOptions) {
    this.#options = options;
    const { bus, connections, drop } = options;
    bus.on('drop', dropSchema, ({ ids }) => {
      const named = new Set(ids);
      for (const connection of [...connections]) if (named.has(connection.id)) drop(connection);
    });
  }

  /** Connections that this copy of the app has lost may still look alive to us: they go first where there is no place. */
  makeRoom(visitor: Who): void {
    const { connections, roster, bus, drop } = this.#options;
    if (this.#whyFull(visitor, sizeOf) === undefined) return;
    for (const earlier of [...connections.ofClient(visitor.clientId)]) drop(earlier);
    const elsewhere = roster.elsewhere.ofClient(visitor.clientId);
    if (elsewhere.size > 0) bus.tell('drop', { ids: [...elsewhere.keys()] });
  }

  /** @throws RATE_LIMIT_EXCEEDED (`connections`) where there is no place for one more */
  refuseTooMany(visitor: Who): void {
    const why = this.#whyFull(visitor, (seats) => this.#stillThere(seats, visitor));
    if (why === undefined) return;
    throw new HoldfastError('RATE_LIMIT_EXCEEDED', why, {
      reason: 'connections',
      retryAfterMs: FULL_RETRY_MS,
    });
  }

  /** Why there is no place for one more; nothing if there is. */
  #whyFull({ userId, address }: Who, count: (elsewhere: Seats) => number): string | undefined {
    const { connections, roster, maxConnectionsPerUser, maxConnectionsPerAddress } = this.#options;
    const { elsewhere } = roster;
    if (connections.ofUser(userId).size + count(elsewhere.ofUser(userId)) >= maxConnectionsPerUser) {
      return 'You are connected from too many places. Close one.';
    }
    const here = connections.fromAddress(address).size;
    const there = elsewhere.fromAddress(addressKey(address));
    if (here + there.size < maxConnectionsPerAddress) return undefined;
    // Those are looked through only where it may matter.
    if (here + count(there) < maxConnectionsPerAddress) return undefined;
    return 'Too many people are connected from your address.';
  }

  /** A copy of the app that is here, or is coming, has lost what it had elsewhere: a process that was killed keeps nobody out. */
  #stillThere(seats: Seats, { clientId }: Who): number {
    const isHere = (seat: Seat) =>
      seat.clientId === clientId || this.#options.connections.ofClient(seat.clientId).size > 0;
    return [...seats.values()].filter((seat) => !isHere(seat)).length;
  }
}

function sizeOf(seats: Seats): number {
  return seats.size;
}
