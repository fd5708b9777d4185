import { z } from 'zod';
import { inSqliteSnapshot } from '../../apps/server/src/store/sqlite/sqlite-snapshot.ts';
import { readStore } from '../../apps/server/src/store/work.ts';
import { PostgresProcess } from '../../apps/server/src/test-support/postgres-process.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import type { PushCalls } from './handshakes/push-worker.ts';
import { seedTickets } from './move/seed-tickets.ts';
import type { BenchResult } from './result.ts';
import { percentile } from './statistics.ts';
import { Report } from './sync/report.ts';
import { Worker } from './sync/worker.ts';

const TICKETS = 100_000;
const QUICK_TICKETS = 2_000;
const PUSHES_PER_SECOND = 25;
/** People may have to wait for a change no longer than this, in milliseconds. */
const LONGEST_WAIT_MS = 10_000;

const reportSchema = z.object({ version: z.number(), lines: z.number(), heldMs: z.number() });

interface World {
  readonly server: ServerProcess;
  /** The same data, for commands that are told that it lies in PostgreSQL. */
  readonly there: ServerProcess;
  readonly url: string;
  readonly writer: Worker<PushCalls>;
}

/**
 * Moves so many tickets to PostgreSQL and back while somebody writes at a steady rate through one server process: how
 * long it takes, and how long a change had to wait at most.
 */
export async function moveBench(tickets?: number, quick = false): Promise<BenchResult> {
  const count = tickets ?? (quick ? QUICK_TICKETS : TICKETS);
  const report = new Report(console.log);
  const postgres = await PostgresProcess.start({ isDurable: true });
  try {
    const url = await postgres.database('holdfast');
    const server = new ServerProcess({ HOLDFAST_MUTATION_BURST: '1000000' });
    const there = new ServerProcess({ HOLDFAST_DATABASE_URL: url }, server.folder);
    const writer = new Worker<PushCalls>('../handshakes/push-worker.ts');
    try {
      await server.addPeople(people.agent);
      await seedTickets(server.folder, count);
      await measureBoth({ server, there, url, writer }, report);
    } finally {
      await writer.end();
      await server.remove();
    }
  } finally {
    await postgres.remove();
  }
  return report.result();
}

async function measureBoth({ server, there, url, writer }: World, report: Report): Promise<void> {
  await server.start();
  await writer.call('connect', server.url, people.agent);
  const before = await versionIn(server.folder);
  report.heading(`${before} changes to PostgreSQL`);
  const first = await measure(writer, () => server.admin(['move', '--to', '-', '--json'], url));
  tell(report, 'to', first);
  report.heading('and back');
  const back = `sqlite:${server.folder}`;
  const second = await measure(writer, () => there.admin(['move', '--to', back, '--json']));
  tell(report, 'back', second);
  const written = (await versionIn(server.folder)) - before;
  const pushed = first.waits.length + second.waits.length;
  if (written !== pushed) throw new Error(`${pushed} changes were acknowledged, and ${written} are there.`);
}

interface Measured {
  readonly lines: number;
  readonly heldMs: number;
  /** From the beginning to the end of the command, in milliseconds. */
  readonly took: number;
  /** From the sending of each change to its answer, in milliseconds. */
  readonly waits: readonly number[];
}

async function measure(writer: Worker<PushCalls>, move: () => Promise<string>): Promise<Measured> {
  const waits: number[] = [];
  let isOver = false;
  const began = performance.now();
  const moving = move().finally(() => {
    isOver = true;
  });
  while (!isOver) waits.push(...(await writer.call('pushAtRate', PUSHES_PER_SECOND, PUSHES_PER_SECOND)));
  const { lines, heldMs } = reportSchema.parse(JSON.parse(await moving));
  const took = performance.now() - began;
  // Those that the server takes in its new home count too.
  waits.push(...(await writer.call('pushAtRate', PUSHES_PER_SECOND, PUSHES_PER_SECOND)));
  return { lines, heldMs, took, waits };
}

function tell(report: Report, key: string, { lines, heldMs, took, waits }: Measured): void {
  const named = (text: string) => `${key}${text}`;
  report.add({ key: named('Lines'), label: 'lines that were copied and compared', value: lines, unit: '' });
  report.add({ key: named('Ms'), label: 'until the command had ended', value: took, unit: 'ms' });
  report.add({ key: named('HeldMs'), label: 'writes were held for', value: heldMs, unit: 'ms' });
  report.add({
    key: named('LongestWaitMs'),
    label: 'the longest wait of a change',
    value: Math.max(...waits),
    unit: 'ms',
    atMost: LONGEST_WAIT_MS,
  });
  report.add({
    key: named('WaitP50Ms'),
    label: 'of a change while everything was copied, p50',
    value: percentile(waits, 0.5),
    unit: 'ms',
  });
}

function versionIn(folder: string): Promise<number> {
  return inSqliteSnapshot(folder, (snapshot) => snapshot.read(() => readStore((tx) => tx.version())));
}
