import type { Delta } from '@holdfast/shared/protocol/delta.ts';
import { people } from '../../support/server-process.ts';
import type { BareServerCalls } from './bare-server-worker.ts';
import type { BenchWorld } from './bench-world.ts';
import type { EngineCalls } from './engine-worker.ts';
import { type Watched, watchUsage } from './process-usage.ts';
import type { Figure, Report } from './report.ts';
import type { SocketCalls } from './socket-worker.ts';
import type { Worker } from './worker.ts';

const SUBSCRIBERS = 200;
const PER_SECOND = 100;
const SECONDS = 5;
const EDITS = PER_SECOND * SECONDS;
const EXPECTED = EDITS * SUBSCRIBERS;
/** What has not come so long after the last edit counts as lost. */
const PATIENCE_MS = 5_000;
const AIM_OF_BARE = 1.5;

interface FanOut {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly server: Watched | undefined;
}

/** One person edits, many follow; then a bare Socket.IO server sends the same bytes to the same connections. */
export async function measureFanOut(
  world: BenchWorld,
  writer: Worker<EngineCalls>,
  report: Report,
): Promise<void> {
  const subscribers = world.worker<SocketCalls>('socket-worker.ts');
  const real = await throughServer(world, writer, subscribers);
  const bare = await throughBareServer(world, subscribers, await subscribers.call('lastDelta'));
  await subscribers.end();
  report.add({
    key: 'fanOutDeliveredPercent',
    label: `${EDITS} edits to ${SUBSCRIBERS} connections: delivered`,
    value: (100 * real.count) / EXPECTED,
    unit: '%',
    atLeast: 100,
  });
  for (const figure of describe(real, 'fanOut', 'Holdfast')) report.add(figure);
  for (const figure of describe(bare, 'bareFanOut', 'bare Socket.IO')) report.addLimit(figure);
  report.add({
    key: 'fanOutRatio',
    label: 'p50 beside bare Socket.IO',
    value: real.p50 / bare.p50,
    unit: 'times',
    atMost: AIM_OF_BARE,
  });
}

function describe({ p50, p99, server }: FanOut, key: string, name: string): Figure[] {
  return [
    { key: `${key}P50Ms`, label: `${name}: until a connection has it, p50`, value: p50, unit: 'ms' },
    { key: `${key}P99Ms`, label: `${name}: p99`, value: p99, unit: 'ms' },
    {
      key: `${key}ServerCpuPercent`,
      label: `${name}: server, of one processor`,
      value: (server?.cpu ?? 0) / SECONDS / 10,
      unit: '%',
    },
    {
      key: `${key}ServerPeakMiB`,
      label: `${name}: server, peak memory`,
      value: server?.peak ?? 0,
      unit: 'MiB',
    },
  ];
}

async function throughServer(
  world: BenchWorld,
  writer: Worker<EngineCalls>,
  subscribers: Worker<SocketCalls>,
): Promise<FanOut> {
  await subscribers.call('subscribe', world.server.url, people.manager, SUBSCRIBERS);
  const ids = await writer.call('ticketIds', EDITS, 'last');
  const send = () => writer.call('editAtRate', ids, EDITS, PER_SECOND, 'fan-out');
  return measure(world.serverPid, subscribers, send);
}

async function throughBareServer(
  world: BenchWorld,
  subscribers: Worker<SocketCalls>,
  delta: Delta,
): Promise<FanOut> {
  const server = world.worker<BareServerCalls>('bare-server-worker.ts');
  const sender = world.worker<SocketCalls>('socket-worker.ts');
  const url = await server.call('start');
  await subscribers.call('connectBare', url, SUBSCRIBERS);
  await sender.call('connectBare', url, 1);
  const result = await measure(server.pid, subscribers, () =>
    sender.call('sendAtRate', delta, EDITS, PER_SECOND),
  );
  await sender.end();
  await server.end();
  return result;
}

async function measure(
  serverPid: number,
  subscribers: Worker<SocketCalls>,
  send: () => Promise<void>,
): Promise<FanOut> {
  await subscribers.call('forget');
  const { result, usage } = await watchUsage([serverPid], async () => {
    await send();
    return subscribers.call('arrivals', EXPECTED, PATIENCE_MS);
  });
  return { ...result, server: usage[0] };
}
