import { people } from '../../support/server-process.ts';
import { bareSqliteCommit } from '../bare-limits.ts';
import { percentile } from '../statistics.ts';
import type { BenchWorld } from './bench-world.ts';
import type { EngineCalls } from './engine-worker.ts';
import { watchUsage } from './process-usage.ts';
import type { Report } from './report.ts';
import { addUsage } from './report-usage.ts';
import type { Worker } from './worker.ts';

/** Tickets that are written one by one; those beyond are only there to be many. */
const ONE_BY_ONE = 10_000;

/**
 * A makes tickets offline, each written through to the disk; then from A's connecting until B, who is
 * connected, holds them all. Gives A, B and the time in milliseconds.
 */
export async function measureFlush(
  world: BenchWorld,
  tickets: number,
  report: Report,
): Promise<{ writer: Worker<EngineCalls>; reader: Worker<EngineCalls>; flush: number }> {
  const writer = await world.client(people.agent);
  const reader = await world.client(people.second);
  await writer.call('goOffline');
  await writeOffline(writer, tickets, report);
  const [lastId] = await writer.call('ticketIds', 1, 'last');
  const pids = [world.serverPid, writer.pid, reader.pid];
  const { result, usage } = await watchUsage(pids, async () => {
    const arrived = reader.call('waitForTickets', lastId ?? '', tickets);
    const start = await writer.call('goOnline');
    return { took: (await arrived) - start, settled: (await writer.call('waitUntilSent')) - start };
  });
  const [server, sender, receiver] = usage;
  const named = (text: string) => `flush${tickets}${text}`;
  const aim = tickets === ONE_BY_ONE ? { atMost: 1_500 } : {};
  report.add({
    key: named('Ms'),
    label: 'until the other client holds all',
    value: result.took,
    unit: 'ms',
    ...aim,
  });
  report.add({
    key: named('SettledMs'),
    label: 'until nothing waits any more',
    value: result.settled,
    unit: 'ms',
  });
  for (const [process, used] of [
    ['Server', server],
    ['Writer', sender],
    ['Reader', receiver],
  ] as const)
    addUsage(report, `flush${tickets}${process}`, process.toLowerCase(), used);
  return { writer, reader, flush: result.took };
}

async function writeOffline(writer: Worker<EngineCalls>, tickets: number, report: Report): Promise<void> {
  const single = Math.min(tickets, ONE_BY_ONE);
  const samples = await writer.call('writeTickets', single);
  await writer.call('writeTicketsInBatches', single, tickets - single);
  if (tickets > ONE_BY_ONE) return;
  const p50 = percentile(samples, 0.5);
  const p99 = percentile(samples, 0.99);
  report.add({
    key: 'localWriteP50Ms',
    label: 'local durable write, p50',
    value: p50,
    unit: 'ms',
    atMost: 1.5,
  });
  report.add({
    key: 'localWriteP99Ms',
    label: 'local durable write, p99',
    value: p99,
    unit: 'ms',
    atMost: 5,
  });
  const bare = bareSqliteCommit();
  report.addLimit({
    key: 'sqliteCommitP50Ms',
    label: 'bare SQLite commit, p50',
    value: bare.sqliteCommitP50 ?? 0,
    unit: 'ms',
  });
  report.addLimit({
    key: 'sqliteCommitP99Ms',
    label: 'bare SQLite commit, p99',
    value: bare.sqliteCommitP99 ?? 0,
    unit: 'ms',
  });
}
