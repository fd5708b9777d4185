import type { BenchResult } from './result.ts';
import { BenchWorld } from './sync/bench-world.ts';
import { measureCatchUp } from './sync/catch-up.ts';
import type { EngineCalls } from './sync/engine-worker.ts';
import { measureFanOut } from './sync/fan-out.ts';
import { type FirstSync, measureFirstSync } from './sync/first-sync.ts';
import { measureFlush } from './sync/flush.ts';
import { measureLiveEdits } from './sync/live-edits.ts';
import { measurePendingChanges } from './sync/pending-changes.ts';
import { Report } from './sync/report.ts';
import type { Worker } from './sync/worker.ts';

const USUAL = 10_000;
/** Ten times as many tickets may take a little more than ten times as long. */
const MOST_PER_TENFOLD = 11;
/** Memory counts as flat if it does not grow by more than this share. */
const FLAT = 1.25;

interface Sized {
  readonly flush: number;
  readonly firstSync: FirstSync;
}

/**
 * Sync between real processes on real disks: a server, and each client a process of its own. With
 * another number of tickets than the usual, flush and first sync are measured with both and compared.
 */
export async function syncBench(tickets = USUAL): Promise<BenchResult> {
  const report = new Report((line) => console.log(line));
  const usual = await measureWorld(Math.min(tickets, USUAL), report, measureTheRest);
  if (tickets > USUAL) {
    const many = await measureWorld(tickets, report, async () => {});
    compare(usual, many, tickets / USUAL, report);
  }
  return report.result();
}

type Rest = (
  world: BenchWorld,
  clients: { writer: Worker<EngineCalls>; reader: Worker<EngineCalls> },
  report: Report,
) => Promise<void>;

async function measureWorld(tickets: number, report: Report, rest: Rest): Promise<Sized> {
  const world = new BenchWorld();
  try {
    await world.start();
    report.heading(`${tickets.toLocaleString('en')} tickets made offline, sent on connecting`);
    const { flush, ...clients } = await measureFlush(world, tickets, report);
    report.heading(`First sync of ${tickets.toLocaleString('en')} tickets`);
    const firstSync = await measureFirstSync(world, tickets, report);
    await rest(world, clients, report);
    return { flush, firstSync };
  } finally {
    await world.end();
  }
}

const measureTheRest: Rest = async (world, { writer, reader }, report) => {
  report.heading('Edits in turn, both connected');
  await measureLiveEdits(writer, reader, report);
  report.heading('One writes, many follow');
  await measureFanOut(world, writer, report);
  report.heading('Coming back');
  await measureCatchUp(writer, reader, report);
  await measurePendingChanges(world, writer, report);
};

/** Cost must grow no faster than the work, and memory not at all. */
function compare(usual: Sized, many: Sized, times: number, report: Report): void {
  report.heading(`${times.toLocaleString('en')} times as many tickets`);
  const atMost = Math.round((MOST_PER_TENFOLD / 10) * times * 100) / 100;
  const add = (key: string, label: string, value: number, most: number) =>
    report.add({ key, label, value, unit: 'times', atMost: most });
  add('flushGrowthTimes', 'flush takes', many.flush / usual.flush, atMost);
  add('firstSyncGrowthTimes', 'first sync takes', many.firstSync.took / usual.firstSync.took, atMost);
  const memory = many.firstSync.peak / usual.firstSync.peak;
  add('enginePeakGrowthTimes', "the engine's peak memory in the first sync", memory, FLAT);
}
