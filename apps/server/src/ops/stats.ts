import type { ConnectionStats, RoomStats, Stats } from '@holdfast/shared/protocol/stats.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { LineStats } from '../realtime/line-meter.ts';
import type { Store } from '../store/store.ts';
import { readStore } from '../store/work.ts';
import type { Connection, Connections } from '../sync/connections.ts';
import type { Outside } from '../sync/outside.ts';
import type { Sampler } from './sampler.ts';
import { serverVersion } from './server-version.ts';
import type { Tally } from './tally.ts';

/** The most connections and rooms that are named one by one. */
const MOST_LISTED = 1_000;

/** The rooms of this process, as far as they are counted. */
export interface CountedRooms {
  readonly size: number;
  of(connection: Connection): ReadonlySet<string>;
  list(most: number): RoomStats[];
}

export interface StatsOptions {
  readonly store: Store;
  readonly outside: Outside;
  readonly tally: Tally;
  readonly sampler: Sampler;
  readonly connections: Iterable<Connection> & Pick<Connections, 'size' | 'users'>;
  readonly rooms: CountedRooms;
  /** Nothing for a connection whose line has just gone. */
  readonly lineOf: (connection: Connection) => LineStats | undefined;
  readonly dataBytes: () => number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** The figures of this process: `GET /stats` and `server.stats`. */
export async function readStats(options: StatsOptions): Promise<Stats> {
  const { store, outside, tally, sampler, connections, rooms, dataBytes, startedAt } = options;
  const now = outside.now();
  const { messages, mutations, refused, errors } = tally.sums;
  return {
    at: formatTime(now),
    startedAt: formatTime(startedAt),
    version: serverVersion,
    uptimeSeconds: Math.max(0, now - startedAt) / 1000,
    connections: connections.size,
    users: connections.users,
    rooms: rooms.size,
    dataVersion: await store.read(() => readStore((tx) => tx.version())),
    dataBytes: dataBytes(),
    totals: { messages, mutations, refused, errors },
    now: sampler.now(),
    history: [...sampler.history],
    connectionList: listConnections(options),
    roomList: rooms.list(MOST_LISTED),
  };
}

function listConnections({ connections, rooms, lineOf }: StatsOptions): ConnectionStats[] {
  const listed: ConnectionStats[] = [];
  for (const connection of connections) {
    if (listed.length === MOST_LISTED) break;
    const line = lineOf(connection);
    if (line === undefined) continue;
    const { id, userId, device, address, since } = connection;
    listed.push({
      id,
      userId,
      device,
      address,
      since: formatTime(since),
      rooms: rooms.of(connection).size,
      ...line,
    });
  }
  return listed;
}
