import { readUsage } from '../sync/process-usage.ts';
import { keepStart, replayRows } from './bare-sqlite.ts';
import { newWriter, pidOf, portOf, prepareServer } from './scale-world.ts';
import { readCount } from './server-counts.ts';

const WARM_UP_MS = 1_000;

/** What durable changes cost, and what the bare database does with the same rows in as many transactions. */
export interface Durable {
  readonly perSecond: number;
  /** Changes in a transaction, on the average. */
  readonly together: number;
  /** Rows that a change leaves. */
  readonly rowsEach: number;
  /** Of the server's processor for each change, in milliseconds. */
  readonly cpuMs: number;
  /** Changes a second whose rows the bare database would keep. */
  readonly barePerSecond: number;
}

/** So many people write at the same time, each waiting for each answer, to a server on SQLite. */
export async function durableOnSqlite(writers: number, milliseconds: number): Promise<Durable> {
  const { server, crowd } = await prepareServer(writers, 'staff');
  const writer = newWriter();
  try {
    const start = keepStart(server.folder);
    await server.start();
    await writer.call('connect', portOf(server), crowd, 0, writers);
    const warm = await writer.call('writeFor', WARM_UP_MS);
    const { cpu } = readUsage(pidOf(server));
    const { count, seconds } = await writer.call('writeFor', milliseconds);
    const cpuMs = (readUsage(pidOf(server)).cpu - cpu) / count;
    const commits = await readCount(server.url, 'holdfast_commit_seconds_count');
    await server.stop();
    const all = warm.count + count;
    const bare = replayRows(start, server.folder, commits);
    return {
      perSecond: count / seconds,
      together: all / commits,
      rowsEach: bare.rows / all,
      cpuMs,
      barePerSecond: all / bare.seconds,
    };
  } finally {
    await writer.end();
    await server.remove();
  }
}
