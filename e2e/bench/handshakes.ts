import { setTimeout } from 'node:timers/promises';
import { people, ServerProcess } from '../support/server-process.ts';
import type { FloodCalls, Flooded } from './handshakes/flood-worker.ts';
import type { PushCalls } from './handshakes/push-worker.ts';
import type { BenchResult } from './result.ts';
import { percentile } from './statistics.ts';
import { readUsage } from './sync/process-usage.ts';
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
/** Less of a flood than this share of it would be none. */
const NEARLY = 0.95;

type Flood = 'none' | 'one' | 'many';

const kinds: readonly { readonly flood: Flood; readonly key: string; readonly label: string }[] = [
  { flood: 'none', key: 'usual', label: 'pushes of a good client' },
  { flood: 'one', key: 'oneAddress', label: 'beside 500 bad handshakes a second from one address' },
  { flood: 'many', key: 'manyAddresses', label: 'beside as many, each from an address of its own' },
];

/** What one round of pushes found. */
interface Round {
  readonly flood: Flood;
  readonly took: readonly number[];
  /** The part of one processor that the server took, from 0 to 1. */
  readonly serverShare: number;
  readonly flooded: Flooded | undefined;
}

export interface HandshakesOptions {
  /** How many are measured in each round, and how many rounds there are. */
  readonly pushes?: number;
  readonly rounds?: number;
  readonly say?: (line: string) => void;
}

interface World {
  readonly server: ServerProcess;
  readonly good: Worker<PushCalls>;
  readonly bad: Worker<FloodCalls>;
}

/**
 * Pushes of a good client beside a flood of handshakes with bad tokens: from one address, which is soon
 * held, and from so many that every token has to be looked at. Server, client and flood are processes.
 */
export async function handshakesBench({
  pushes = PUSHES,
  rounds: roundCount = ROUNDS,
  say = console.log,
}: HandshakesOptions = {}): Promise<BenchResult> {
  const report = new Report(say);
  const world = await openWorld();
  try {
    await world.good.call('pushAtRate', pushes, PUSHES_PER_SECOND);
    const rounds: Round[] = [];
    for (let round = 0; round < roundCount; round += 1) {
      for (const { flood } of kinds) rounds.push(await measure(world, flood, pushes));
    }
    tell(report, rounds);
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

async function measure({ server, good, bad }: World, flood: Flood, pushes: number): Promise<Round> {
  const flooding = flood === 'none' ? undefined : bad.call('flood', server.url, HANDSHAKES_PER_SECOND, flood);
  await setTimeout(BEFORE_MS);
  const began = { at: performance.now(), cpu: cpuOf(server) };
  const took = await good.call('pushAtRate', pushes, PUSHES_PER_SECOND);
  const serverShare = (cpuOf(server) - began.cpu) / (performance.now() - began.at);
  await bad.call('stop');
  return { flood, took, serverShare, flooded: await flooding };
}

function cpuOf({ pid }: ServerProcess): number {
  return pid === undefined ? 0 : readUsage(pid).cpu;
}

function tell(report: Report, rounds: readonly Round[]): void {
  let usual = 0;
  for (const { flood, key, label } of kinds) {
    const own = rounds.filter((round) => round.flood === flood);
    const took = own.flatMap((round) => round.took);
    const p99 = percentile(took, 0.99);
    const share = own.reduce((sum, { serverShare }) => sum + serverShare, 0) / own.length;
    report.heading(label);
    report.add({
      key: `${key}P50`,
      label: 'sending to answer, p50',
      value: percentile(took, 0.5),
      unit: 'ms',
    });
    report.add({ key: `${key}P99`, label: 'p99', value: p99, unit: 'ms' });
    report.add({ key: `${key}Cpu`, label: 'the server of one processor', value: share * 100, unit: '%' });
    if (flood === 'none') usual = p99;
    else tellFlood(report, key, p99 / usual, own);
  }
}

function tellFlood(report: Report, key: string, times: number, rounds: readonly Round[]): void {
  const floods = rounds.flatMap(({ flooded }) => (flooded === undefined ? [] : [flooded]));
  const sum = (of: (flooded: Flooded) => number) => floods.reduce((total, flooded) => total + of(flooded), 0);
  const perSecond = sum((flooded) => flooded.perSecond) / floods.length;
  const cut = (sum((flooded) => flooded.cut) / sum((flooded) => flooded.sent)) * 100;
  report.add({
    key: `${key}Times`,
    label: 'p99 beside the usual',
    value: times,
    unit: 'times',
    atMost: MOST_TIMES,
  });
  report.add({
    key: `${key}PerSecond`,
    label: 'handshakes a second',
    value: perSecond,
    unit: '',
    atLeast: HANDSHAKES_PER_SECOND * NEARLY,
  });
  report.add({ key: `${key}Cut`, label: 'of them cut before their token', value: cut, unit: '%' });
}
