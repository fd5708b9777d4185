import { people } from '../../support/server-process.ts';
import { percentile } from '../statistics.ts';
import type { BenchWorld } from './bench-world.ts';
import type { EngineCalls } from './engine-worker.ts';
import type { Report } from './report.ts';
import type { Worker } from './worker.ts';

const PENDING = 10_000;
const DELTAS = 100;

/** Others' changes arrive while many own ones wait: from a delta's arrival until the screen has it, below the own change. */
export async function measurePendingChanges(
  world: BenchWorld,
  writer: Worker<EngineCalls>,
  report: Report,
): Promise<void> {
  const waiting = await world.client(people.admin);
  const ids = await waiting.call('ticketIds', PENDING, 'first');
  await waiting.call('goOffline');
  await waiting.call('holdPushes');
  await waiting.call('editTitles', ids, 'pending');
  await waiting.call('goOnline');
  await waiting.call('waitUntilLive');
  const samples: number[] = [];
  for (const [place, id] of ids.slice(0, DELTAS).entries()) {
    await waiting.call('watchTicket', id);
    const shown = waiting.call('whenShown', `below ${place}`);
    await writer.call('edit', id, 'description', `below ${place}`);
    const { at, deltaAt } = await shown;
    samples.push(at - deltaAt);
  }
  await waiting.end();
  const label = `a delta over ${ids.length} pending changes, `;
  report.add({
    key: 'deltaOverPendingP50Ms',
    label: `${label}p50`,
    value: percentile(samples, 0.5),
    unit: 'ms',
  });
  report.add({
    key: 'deltaOverPendingP99Ms',
    label: `${label}p99`,
    value: percentile(samples, 0.99),
    unit: 'ms',
  });
}
