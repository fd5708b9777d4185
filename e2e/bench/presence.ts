import { setTimeout } from 'node:timers/promises';
import { ServerProcess } from '../support/server-process.ts';
import { addCrowd, type Member } from './presence/add-crowd.ts';
import type { CrowdCalls, Received } from './presence/crowd-worker.ts';
import type { BenchResult } from './result.ts';
import { percentile } from './statistics.ts';
import type { BareServerCalls } from './sync/bare-server-worker.ts';
import { readUsage } from './sync/process-usage.ts';
import { Report } from './sync/report.ts';
import { Worker } from './sync/worker.ts';

const PEOPLE = 2_000;
const WITHIN_MS = 10_000;
const MOST_CPU_MS = 2_000;
const MOST_KIB = 200;
const LOOK_MS = 100;
const KIB = 1_024;
const NOBODY = '\nholdfast_connections 0\n';

export interface PresenceOptions {
  readonly people?: number;
  readonly withinMs?: number;
  readonly say?: (line: string) => void;
}

interface World {
  readonly server: ServerProcess;
  readonly crowd: Worker<CrowdCalls>;
  readonly members: readonly Member[];
  readonly withinMs: number;
}

/** Processor time of the server in milliseconds, by what was done. */
interface Found {
  readonly first: number;
  readonly again: number;
  readonly connecting: number;
  readonly saying: number;
  /** Of a bare Socket.IO server, for connections alone. */
  readonly bare: number;
  readonly received: readonly Received[];
}

/**
 * Many people come online within seconds, all of whom see each other: what that costs the server's
 * process in all, what of it is their connecting, and what presence. Server and clients are processes.
 */
export async function presenceBench({
  people = PEOPLE,
  withinMs = WITHIN_MS,
  say = console.log,
}: PresenceOptions = {}): Promise<BenchResult> {
  const report = new Report(say);
  const world = await openWorld(people, withinMs);
  try {
    const first = await comeOnline(world);
    await leave(world);
    const again = await comeOnline(world);
    await leave(world);
    const connecting = await measure(world, () => connect(world, false));
    const saying = await measure(world, async () => {
      await world.crowd.call('say', withinMs);
      await world.crowd.call('untilAllKnown');
    });
    const received = await world.crowd.call('received');
    await leave(world);
    const bare = await connectToBare(world);
    tell(report, people, { first, again, connecting, saying, received, bare });
  } finally {
    await world.crowd.end();
    await world.server.stop();
    await world.server.remove();
  }
  return report.result();
}

async function openWorld(people: number, withinMs: number): Promise<World> {
  const server = new ServerProcess({
    HOLDFAST_MAX_CONNECTIONS_PER_ADDRESS: String(people * 10),
    HOLDFAST_ACCESS_TOKEN_SECONDS: '3600',
  });
  const members = await addCrowd(server.environment(), people);
  await server.start();
  return { server, members, withinMs, crowd: new Worker<CrowdCalls>('../presence/crowd-worker.ts') };
}

function comeOnline(world: World): Promise<number> {
  return measure(world, async () => {
    await connect(world, true);
    await world.crowd.call('untilAllKnown');
  });
}

function connect({ server, crowd, members, withinMs }: World, says: boolean): Promise<void> {
  return crowd.call('connect', server.url, members, withinMs, says);
}

/** The processor time that the server takes meanwhile. */
async function measure({ server: { pid } }: World, run: () => Promise<void>): Promise<number> {
  if (pid === undefined) throw new Error('The server does not run.');
  return cpuOf(pid, run);
}

async function cpuOf(pid: number, run: () => Promise<void>): Promise<number> {
  const before = readUsage(pid).cpu;
  await run();
  return readUsage(pid).cpu - before;
}

/** The same people connect to a server that does nothing else. */
async function connectToBare({ crowd, members, withinMs }: World): Promise<number> {
  const bare = new Worker<BareServerCalls>('bare-server-worker.ts');
  try {
    const url = await bare.call('start');
    return await cpuOf(bare.pid, () => crowd.call('connect', url, members, withinMs, false));
  } finally {
    await bare.end();
  }
}

/** Everybody leaves, and the server has dealt with it. */
async function leave({ server, crowd }: World): Promise<void> {
  await crowd.call('leave');
  const isLeft = async () => (await (await fetch(`${server.url}/metrics`)).text()).includes(NOBODY);
  while (!(await isLeft())) await setTimeout(LOOK_MS);
}

function tell(
  report: Report,
  people: number,
  { first, again, connecting, saying, received, bare }: Found,
): void {
  const kib = received.map(({ bytes }) => bytes / KIB);
  const messages = received.map((client) => client.messages);
  report.heading(`${people} people come online and see each other`);
  report.add({ key: 'firstCpu', label: 'processor time of a server just started', value: first, unit: 'ms' });
  report.add({
    key: 'againCpu',
    label: 'of one that has seen as many come before',
    value: again,
    unit: 'ms',
    atMost: MOST_CPU_MS,
  });
  report.add({
    key: 'connectingCpu',
    label: 'of it for their connecting alone',
    value: connecting,
    unit: 'ms',
  });
  report.add({
    key: 'presenceCpu',
    label: 'for presence alone, of people who are connected',
    value: saying,
    unit: 'ms',
    atMost: MOST_CPU_MS,
  });
  report.addLimit({
    key: 'bareConnectingCpu',
    label: 'for connecting to a bare Socket.IO server',
    value: bare,
    unit: 'ms',
  });
  report.add({
    key: 'mostKib',
    label: 'KiB to the client that was sent most',
    value: Math.max(...kib),
    unit: '',
    atMost: MOST_KIB,
  });
  report.add({ key: 'medianKib', label: 'to half of them at most', value: percentile(kib, 0.5), unit: '' });
  report.add({
    key: 'messages',
    label: 'messages to a client at most',
    value: Math.max(...messages),
    unit: '',
  });
}
