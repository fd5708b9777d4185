import type { ServerProcess } from '../../support/server-process.ts';
import { readUsage } from '../sync/process-usage.ts';
import { BareSqlite } from './bare-sqlite.ts';
import type { Crowd } from './crowd.ts';
import type { Replayed } from './replayed.ts';
import { newWriter, pidOf, portOf, prepareServer } from './scale-world.ts';
import { readCount } from './server-counts.ts';

const WARM_UP_MS = 1_000;
const PUSH_COMMITS = 'holdfast_commit_seconds_count';

/** What durable changes cost, and what the bare database does with the same rows in as many transactions. */
export interface Durable {
  readonly perSecond: number;
  /** Changes in a transaction, on the average. */
  readonly together: number;
  /** Rows that a change leaves. */
  readonly rowsEach: number;
  /** Of the servers' processors for each change, in milliseconds. */
  readonly cpuMs: number;
  /** Changes a second whose rows the bare database would keep. */
  readonly barePerSecond: number;
}

/** Servers that were prepared and are not started yet, and the bare database beside them. */
export interface DurableWorld {
  readonly servers: readonly ServerProcess[];
  readonly crowd: Crowd;
  /** Writes into a copy of how it began what is there now, in so many transactions. The servers have ended. */
  readonly replay: (transactions: number) => Promise<Replayed>;
  readonly remove: () => Promise<void>;
}

/** So many people write at the same time, each waiting for each answer, spread over all servers of a world. */
export async function measureDurable(
  open: () => Promise<DurableWorld>,
  writers: number,
  milliseconds: number,
): Promise<Durable> {
  const world = await open();
  const crowds = world.servers.map((server) => ({ server, writer: newWriter() }));
  try {
    const each = Math.ceil(writers / crowds.length);
    for (const [place, { server, writer }] of crowds.entries()) {
      await server.start();
      await writer.call('connect', portOf(server), world.crowd, place * each, each);
    }
    const warm = await writeAll(crowds, WARM_UP_MS);
    const before = cpuOf(world);
    const found = await writeAll(crowds, milliseconds);
    const cpu = cpuOf(world) - before;
    const counts = await Promise.all(world.servers.map(({ url }) => readCount(url, PUSH_COMMITS)));
    const commits = counts.reduce((sum, count) => sum + count, 0);
    for (const server of world.servers) await server.stop();
    const all = warm.count + found.count;
    const bare = await world.replay(commits);
    return {
      perSecond: found.count / found.seconds,
      together: all / commits,
      rowsEach: bare.rows / all,
      cpuMs: cpu / found.count,
      barePerSecond: all / bare.seconds,
    };
  } finally {
    await Promise.all(crowds.map(({ writer }) => writer.end()));
    await world.remove();
  }
}

/** A server on SQLite. */
export async function sqliteWorld(writers: number): Promise<DurableWorld> {
  const { server, crowd } = await prepareServer(writers, 'staff');
  const bare = new BareSqlite(server.folder);
  return {
    ...{ servers: [server], crowd },
    replay: async (transactions) => bare.replay(transactions),
    remove: () => server.remove(),
  };
}

async function writeAll(crowds: readonly { writer: ReturnType<typeof newWriter> }[], milliseconds: number) {
  const written = await Promise.all(crowds.map(({ writer }) => writer.call('writeFor', milliseconds)));
  return {
    count: written.reduce((sum, { count }) => sum + count, 0),
    seconds: Math.max(...written.map(({ seconds }) => seconds)),
  };
}

/** Processor time of all servers together, in milliseconds. */
function cpuOf({ servers }: DurableWorld): number {
  return servers.reduce((sum, server) => sum + readUsage(pidOf(server)).cpu, 0);
}
