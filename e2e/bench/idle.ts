import { setTimeout as pass } from 'node:timers/promises';
import { App } from '../support/app.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { waitUntilLive } from '../support/screens.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { openEmptyWindow } from './empty-window.ts';
import { readTreeUsage } from './idle/process-tree.ts';
import type { BenchResult, Judged } from './result.ts';

const TICKETS = 10_000;
const FIRST_SYNC_MS = 300_000;
/** Until what a start does by itself is done. */
const SETTLE_MS = 30_000;
/** So long it is watched. */
const WATCHED_MS = 120_000;
const MOST_CPU_PERCENT = 0.5;
const MOST_MEMORY_MIB = 350;

interface Idle {
  readonly cpuPercent: number;
  readonly memoryMiB: number;
  readonly processes: number;
}

/** What the app takes of the machine while nobody does anything: connected, with 10,000 tickets, its list on the screen. */
export async function idleBench(): Promise<BenchResult> {
  const server = new ServerProcess({ HOLDFAST_MUTATION_BURST: '1000000' });
  const app = new App();
  try {
    await server.addPeople(people.agent, people.second);
    await server.start();
    await fillServer(server);
    await app.launch({ server: server.url, person: people.agent });
    await waitUntilFilled(app);
    const idle = await watch(app.application.process().pid);
    await app.close();
    return resultOf(idle, await watchEmptyWindow());
  } finally {
    await app.remove();
    await server.remove();
  }
}

async function fillServer(server: ServerProcess): Promise<void> {
  const writer = new HeadlessClient();
  try {
    await writer.signIn(server.url, people.second);
    for (let count = 0; count < TICKETS; count += 1) {
      writer.createTicket(`Lamp ${count} in corridor ${count % 90} flickers`, {
        description: 'It has done so since the storm. Please look at the ballast, too.',
      });
    }
    await writer.waitUntilSent();
  } finally {
    writer.remove();
  }
}

async function waitUntilFilled({ page }: App): Promise<void> {
  await waitUntilLive(page);
  await page
    .getByRole('progressbar', { name: 'Fetching your data' })
    .waitFor({ state: 'detached', timeout: FIRST_SYNC_MS });
  await page.getByRole('row').nth(5).waitFor();
}

async function watchEmptyWindow(): Promise<Idle> {
  const empty = await openEmptyWindow();
  try {
    return await watch(empty.electron.process().pid);
  } finally {
    await empty.close();
  }
}

/** Lets time pass: what is measured is what happens when nothing does. */
async function watch(pid: number | undefined): Promise<Idle> {
  if (pid === undefined) throw new Error('The app does not run.');
  await pass(SETTLE_MS);
  const before = readTreeUsage(pid);
  await pass(WATCHED_MS);
  const after = readTreeUsage(pid);
  return {
    cpuPercent: ((after.cpuMs - before.cpuMs) / WATCHED_MS) * 100,
    memoryMiB: after.memoryMiB,
    processes: after.processes,
  };
}

function resultOf(app: Idle, empty: Idle): BenchResult {
  return {
    figures: rounded(app),
    limits: rounded(empty),
    aims: {
      cpuPercent: judge(app.cpuPercent, MOST_CPU_PERCENT),
      memoryMiB: judge(app.memoryMiB, MOST_MEMORY_MIB),
    },
  };
}

function rounded({ cpuPercent, memoryMiB, processes }: Idle): Record<string, number> {
  return { cpuPercent: round(cpuPercent), memoryMiB: round(memoryMiB), processes };
}

function judge(value: number, atMost: number): Judged {
  return { value: round(value), atMost, met: value <= atMost };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
