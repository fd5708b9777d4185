import { setTimeout } from 'node:timers/promises';
import { readUsage, type Usage } from '../sync/process-usage.ts';
import type { How } from './load-worker.ts';
import { type FullServer, newBareServer, newLoad, pidOf, portOf } from './scale-world.ts';

/** So many handshakes are under way at a time. */
export const AT_ONCE = 100;
/** So many come and go before anything is measured, so that the code is warm and the heap has its least size. */
const WARM_UP = 500;
const WARM_UP_MS = 2_000;
const KIB_PER_MIB = 1_024;
const PERCENT = 100;

/** As the app: it comes back, and looks after its quiet line. */
export const asTheApp: How = { atOnce: AT_ONCE, comesBack: true, checks: true, saysPresence: false };

/** What connections cost a server. */
export interface ConnectionCosts {
  /** Resident memory for each, once they are idle. */
  readonly kib: number;
  readonly handshakesPerSecond: number;
  /** Of the server's processor for each handshake, in milliseconds. */
  readonly handshakeCpuMs: number;
  /** The part of one processor while all are idle, in percent. */
  readonly idlePercent: number;
}

/** Connects this many. Gives the seconds that it took. */
type Connect = (count: number) => Promise<number>;

/** What signed-in, live clients cost the server. They stay connected. */
export function connectToServer(
  { server, crowd }: FullServer,
  load: ReturnType<typeof newLoad>,
  count: number,
  idleMs: number,
): Promise<ConnectionCosts> {
  const connect: Connect = (some) => load.call('connect', portOf(server), crowd, some, asTheApp);
  return measure(pidOf(server), connect, () => load.call('leave'), count, idleMs);
}

/** What as many cost a bare Socket.IO server. */
export async function connectToBare(count: number, idleMs: number): Promise<ConnectionCosts> {
  const [bare, load] = [newBareServer(), newLoad()];
  try {
    const port = await bare.call('start');
    const connect: Connect = (some) => load.call('connectBare', port, some, AT_ONCE);
    return await measure(bare.pid, connect, () => load.call('leave'), count, idleMs);
  } finally {
    await Promise.all([bare.end(), load.end()]);
  }
}

async function measure(
  pid: number,
  connect: Connect,
  leave: () => Promise<void>,
  count: number,
  idleMs: number,
): Promise<ConnectionCosts> {
  await connect(Math.min(count, WARM_UP));
  await leave();
  await setTimeout(WARM_UP_MS);
  const before = readUsage(pid);
  const seconds = await connect(count);
  const connected = readUsage(pid);
  await setTimeout(idleMs);
  return costs(before, connected, readUsage(pid), { count, seconds, idleMs });
}

function costs(
  before: Usage,
  connected: Usage,
  after: Usage,
  { count, seconds, idleMs }: { count: number; seconds: number; idleMs: number },
): ConnectionCosts {
  return {
    kib: ((after.memory - before.memory) * KIB_PER_MIB) / count,
    handshakesPerSecond: count / seconds,
    handshakeCpuMs: (connected.cpu - before.cpu) / count,
    idlePercent: (PERCENT * (after.cpu - connected.cpu)) / idleMs,
  };
}
