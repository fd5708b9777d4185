import { setTimeout as wait } from 'node:timers/promises';
import { between, type Chance, chanceFrom } from '../crash/chance.ts';
import { type Compared, compare } from './compare.ts';
import { Crowd, crowdOf } from './crowd.ts';
import { type Fault, inTurn } from './faults.ts';
import { sumInDatabase } from './postgres-rows.ts';
import { untilPresenceIsTrue } from './presence.ts';
import { untilReady } from './ready.ts';
import { ClusterWorld } from './world.ts';

export interface ClusterOptions {
  readonly seed: number;
  readonly clients: number;
  readonly kinds: readonly Fault[];
  /** So many faults, one in so long. */
  readonly faults: number;
  readonly everyMs: number;
  /** Of all together. */
  readonly writesPerSecond: number;
  readonly tell: (line: string) => void;
}

export interface ClusterResult extends Compared {
  /** How often what happened. */
  readonly faults: Readonly<Record<string, number>>;
  /** Sign-ins that were lost, which no fault of servers may cause. */
  readonly signedInAgain: number;
}

/** The shares of the time between two faults after which one is mended. */
const SHORTEST = 0.1;
const LONGEST = 0.8;
const AGREE_WITHIN_MS = 60_000;
const LOOK_MS = 200;

/** Clients that write behind HAProxy on three processes, while what they need is killed and cut off in turn. */
export async function runCluster(options: ClusterOptions): Promise<ClusterResult> {
  const people = crowdOf(options.clients);
  const world = await ClusterWorld.start(people);
  const crowd = new Crowd(people, world.many.certificate);
  try {
    await crowd.signIn(world.many.url, options.seed);
    options.tell(`${options.clients} clients have signed in`);
    await crowd.write((options.clients * 1_000) / options.writesPerSecond);
    const faults = await strike(world, options);
    options.tell('everything is mended: what waits is sent and fetched');
    return { faults, ...(await settle(world, crowd, options.tell)) };
  } finally {
    await crowd.end();
    await world.remove();
  }
}

/** Lets everything arrive, and looks at it. */
async function settle(
  world: ClusterWorld,
  crowd: Crowd,
  tell: ClusterOptions['tell'],
): Promise<Omit<ClusterResult, 'faults'>> {
  await crowd.finish();
  tell('all is sent');
  await untilAllAgree(world, crowd);
  tell('all is fetched');
  const folders = (await crowd.states()).map(({ folder }) => folder);
  const untrue = await untilPresenceIsTrue(crowd);
  tell('everybody has been shown who is there, and who has left');
  await crowd.leaveAll();
  const compared = await compare(world, crowd, folders);
  const wrong = [...untrue, ...(await untilReady(world)), ...compared.wrong];
  return { ...compared, wrong, signedInAgain: await crowd.signedInAgain() };
}

/** A client that missed something hears of it with its next ping. */
async function untilAllAgree(world: ClusterWorld, crowd: Crowd): Promise<void> {
  const expected = await sumInDatabase(world);
  const end = performance.now() + AGREE_WITHIN_MS;
  while (performance.now() < end) {
    if ((await crowd.sums()).every((sum) => sum === expected)) return;
    await wait(LOOK_MS);
  }
}

/** Breaks one thing after the other. Gives how often each was broken. */
async function strike(world: ClusterWorld, options: ClusterOptions): Promise<Record<string, number>> {
  const chance = chanceFrom(options.seed);
  const order = inTurn(options.kinds, chance);
  const happened: Record<string, number> = {};
  for (let count = 1; count <= options.faults; count += 1) {
    const fault = order.next().value;
    happened[fault.name] = (happened[fault.name] ?? 0) + 1;
    options.tell(`${count} of ${options.faults}: ${fault.name}`);
    await strikeOnce(world, fault, chance, options.everyMs);
  }
  return happened;
}

/** Takes as long as is between two faults, or as long as mending takes where that is longer. */
async function strikeOnce(world: ClusterWorld, fault: Fault, chance: Chance, everyMs: number): Promise<void> {
  const node = world.nodes[between(chance, 0, world.nodes.length - 1)];
  if (node === undefined) throw new Error('There is no process.');
  const brokenMs = between(chance, everyMs * SHORTEST, everyMs * LONGEST);
  const rest = wait(everyMs);
  const mend = await fault.strike(world, node);
  await wait(brokenMs);
  await mend();
  await rest;
}
