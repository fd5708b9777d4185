import { setTimeout } from 'node:timers/promises';
import { people, ServerProcess } from '../support/server-process.ts';
import type { FloodCalls, Flooded } from './handshakes/flood-worker.ts';
import type { PushCalls } from './handshakes/push-worker.ts';
import type { BenchResult } from './result.ts';
import { percentile } from './statistics.ts';
import { Report } from './sync/report.ts';
import { Worker } from './sync/worker.ts';

const HANDSHAKES_PER_SECOND = 500;
const PUSHES_PER_SECOND = 50;
const PUSHES = 300;
/** Each kind of flood in turn with none, so that a slow moment of the machine hits all alike. */
const ROUNDS = 4;
/** The flood runs for so long before pushes are measured. */
const BEFORE_MS = 500;
const MOST_TIMES = 2;

type Flood = 'none' | 'one' | 'many';

const kinds: readonly { readonly flood: Flood; readonly key: string; readonly label: string }[] = [
  { flood: 'none', key: 'usual', label: 'pushes of a good client' },
  { flood: 'one', key: 'oneAddress', label: 'beside 500 bad handshakes a second from one address' },
  { flood: 'many', key: 'manyAddresses', label: 'beside as many, each from an address of its own' },
];

interface World {
  readonly server: ServerProcess;
  readonly good: Worker<PushCalls>;
  readonly bad: Worker<FloodCalls>;
}

/**
 * Pushes of a good client beside a flood of handshakes with bad tokens: from one address, which is soon
 * held, and from so many that every token has to be looked at. Server, client and flood are processes.
 */
export async function handshakesBench(): Promise<BenchResult> {
  const report = new Report((line) => console.log(line));
  const world = await openWorld();
  try {
    await world.good.call('pushAtRate', PUSHES, PUSHES_PER_SECOND);
    const samples = new Map<Flood, number[]>(kinds.map(({ flood }) => [flood, []]));
    const floods = new Map<Flood, Flooded>();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { flood } of kinds) {
        const { took, flooded } = await measure(world, flood);
        samples.get(flood)?.push(...took);
        if (flooded !== undefined) floods.set(flood, flooded);
      }
    }
    tell(report, samples, floods);
  } finally {
    await Promise.all([world.good.end(), world.bad.end()]);
    await world.server.stop();
    await world.server.remove();
  }
  return report.result();
}

async function openWorld(): Promise<World> {
  const server = new ServerProcess({
    HOLDFAST_TRUSTED_PROXIES: 'loopback',
    HOLDFAST_MUTATION_BURST: '1000000',
    HOLDFAST_ACCESS_TOKEN_SECONDS: '3600',
  });
  await server.addPeople(people.agent);
  await server.start();
  const good = new Worker<PushCalls>('../handshakes/push-worker.ts');
  const bad = new Worker<FloodCalls>('../handshakes/flood-worker.ts');
  await good.call('connect', server.url, people.agent);
  return { server, good, bad };
}

async function measure(
  { server, good, bad }: World,
  flood: Flood,
): Promise<{ took: number[]; flooded: Flooded | undefined }> {
  const flooding = flood === 'none' ? undefined : bad.call('flood', server.url, HANDSHAKES_PER_SECOND, flood);
  await setTimeout(BEFORE_MS);
  const took = await good.call('pushAtRate', PUSHES, PUSHES_PER_SECOND);
  await bad.call('stop');
  return { took, flooded: await flooding };
}

function tell(
  report: Report,
  samples: ReadonlyMap<Flood, readonly number[]>,
  floods: ReadonlyMap<Flood, Flooded>,
): void {
  const usual = percentile(samples.get('none') ?? [], 0.99);
  for (const { flood, key, label } of kinds) {
    const took = samples.get(flood) ?? [];
    report.heading(label);
    report.add({
      key: `${key}P50`,
      label: 'from sending to the answer, p50',
      value: percentile(took, 0.5),
      unit: 'ms',
    });
    const p99 = percentile(took, 0.99);
    report.add({ key: `${key}P99`, label: 'p99', value: p99, unit: 'ms' });
    if (flood === 'none') continue;
    report.add({
      key: `${key}Times`,
      label: 'p99 beside the usual',
      value: p99 / usual,
      unit: 'times',
      atMost: MOST_TIMES,
    });
    tellFlood(report, key, floods.get(flood));
  }
}

function tellFlood(report: Report, key: string, flooded: Flooded | undefined): void {
  const { perSecond = 0, cut = 0, sent = 1 } = flooded ?? {};
  report.add({
    key: `${key}PerSecond`,
    label: 'handshakes a second',
    value: perSecond,
    unit: '',
    atLeast: HANDSHAKES_PER_SECOND * 0.95,
  });
  report.add({
    key: `${key}Cut`,
    label: 'of them cut before their token',
    value: (cut / sent) * 100,
    unit: '%',
  });
}
