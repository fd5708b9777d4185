import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Cluster } from '../cluster/cluster.ts';
import { LocalMemory } from '../cluster/local-memory.ts';
import { joinedClusters } from '../test-support/joined-clusters.ts';
import { SharedBuckets } from './shared-buckets.ts';
import { SharedCounts } from './shared-counts.ts';
import { SharedWindow } from './shared-window.ts';

/** Three processes of one server, and a clock for them. */
function processes() {
  const clock = { now: 1_000_000 };
  const timers: { every: number; due: number; run: () => void }[] = [];
  const now = () => clock.now;
  const every = (milliseconds: number, run: () => void) => {
    timers.push({ every: milliseconds, due: clock.now + milliseconds, run });
    return () => {};
  };
  function pass(ms: number): void {
    for (const end = clock.now + ms; clock.now < end; ) {
      clock.now = Math.min(end, ...timers.map(({ due }) => due));
      for (const timer of timers.filter(({ due }) => due <= clock.now)) {
        timer.due += timer.every;
        timer.run();
      }
    }
  }
  return { ...joinedClusters(3, now), outside: { now, every }, pass };
}

function each<T>(clusters: readonly Cluster[], make: (cluster: Cluster) => T): [T, T, T] {
  const [one, two, three] = clusters;
  if (one === undefined || two === undefined || three === undefined) throw new Error('There are three.');
  return [make(one), make(two), make(three)];
}

function bucketsOf({ clusters, outside }: ReturnType<typeof processes>) {
  const about = { name: 'test', capacity: 100, perSecond: 10, outside };
  return each(clusters, ({ bus }) => new SharedBuckets({ ...about, bus }));
}

test('a window is used up by all processes together, and opens anew', async () => {
  const { clusters, outside, pass } = processes();
  const about = { name: 'test', most: 3, windowMs: 60_000, now: outside.now };
  const [here, there] = each(clusters, ({ memory }) => new SharedWindow({ ...about, memory }));
  expect([await here.take('ada'), await there.take('ada'), await here.take('ada')]).toEqual([0, 0, 0]);
  pass(20_000);
  expect([await here.take('ada'), await there.take('ada'), await there.take('bob')]).toEqual([
    40_000, 40_000, 0,
  ]);
  pass(40_000);
  expect(await there.take('ada')).toBe(0);
});

test('a window does not stay open where the clock is set back by hours', async () => {
  let now = 10_000_000;
  const clock = () => now;
  const memory = new LocalMemory(clock);
  const window = new SharedWindow({ name: 'test', most: 1, windowMs: 60_000, memory, now: clock });
  expect([await window.take('ada'), await window.take('ada')]).toEqual([0, 60_000]);
  now -= 3 * 3_600_000;
  expect([await window.take('ada'), await window.take('ada')]).toEqual([0, 60_000]);
});

test('what is taken from a bucket in one process is missing in all within a second', () => {
  const world = processes();
  const [here, there, later] = bucketsOf(world);
  expect([here.take('ada', 80), there.take('ada', 60)]).toEqual([0, 0]);
  world.pass(1_000);
  // Of 140 that were taken 10 have come again, but not where the bucket was still full; 10 come each second.
  expect([here, there, later].map((buckets) => buckets.take('ada', 1))).toEqual([3_100, 3_100, 4_100]);
  expect(later.take('bob', 100)).toBe(0);
});

test('nobody owes more than a whole bucket, however much was taken', () => {
  const world = processes();
  const [here, there, later] = bucketsOf(world);
  for (const buckets of [here, there, later]) expect(buckets.take('ada', 100)).toBe(0);
  world.pass(1_000);
  expect(here.take('ada', 1)).toBeLessThanOrEqual(10_100);
  world.pass(10_100);
  expect(here.take('ada', 1)).toBe(0);
});

test('what is told twice is taken once, and what is lost is not taken at all', () => {
  const world = processes();
  const [here, there] = bucketsOf(world);
  world.lines.copies = 2;
  here.take('ada', 50);
  world.pass(1_000);
  expect(there.take('ada', 50)).toBe(0);
  world.lines.copies = 0;
  here.take('bob', 100);
  world.pass(1_000);
  expect(there.take('bob', 100)).toBe(0);
});

test('each process knows how many the others have, at once and after a message was lost', () => {
  const world = processes();
  const [here, there, later] = each(
    world.clusters,
    ({ bus }) => new SharedCounts({ name: 'test', bus, outside: world.outside }),
  );
  here.set('ada', 2);
  there.set('ada', 3);
  world.pass(100);
  expect([here, there, later].map((counts) => counts.elsewhere('ada'))).toEqual([3, 2, 5]);
  world.lines.copies = 0;
  here.set('ada', 0);
  there.set('bob', 1);
  world.pass(100);
  world.lines.copies = 2;
  expect([later.elsewhere('ada'), later.elsewhere('bob')]).toEqual([5, 0]);
  world.pass(2_000);
  expect([later.elsewhere('ada'), later.elsewhere('bob')]).toEqual([3, 1]);
});

test('what a process had that says nothing any more is soon forgotten, and comes back when it does', () => {
  const world = processes();
  const [here, there] = each(
    world.clusters,
    ({ bus }) => new SharedCounts({ name: 'test', bus, outside: world.outside }),
  );
  here.set('ada', 2);
  world.pass(60_000);
  expect(there.elsewhere('ada')).toBe(2);
  world.lines.copies = 0;
  world.pass(8_000);
  expect(there.elsewhere('ada')).toBe(0);
  world.lines.copies = 1;
  world.pass(2_000);
  expect(there.elsewhere('ada')).toBe(2);
});

test('what comes and goes within a moment is not told, and changes of a moment are told together', () => {
  const world = processes();
  const [here, there] = each(
    world.clusters,
    ({ bus }) => new SharedCounts({ name: 'test', bus, outside: world.outside }),
  );
  const heard = vi.fn();
  world.clusters[2]?.bus.on('counts-test', z.object({ counts: z.array(z.unknown()) }), heard);
  for (let round = 0; round < 50; round += 1) {
    here.set('ada', 1);
    here.set('ada', 0);
  }
  world.pass(100);
  expect(heard).not.toHaveBeenCalled();
  for (const name of ['ada', 'bob', 'eve']) here.set(name, 1);
  world.pass(100);
  expect(heard).toHaveBeenCalledTimes(1);
  here.set('ada', 0);
  here.stop();
  expect([there.elsewhere('ada'), there.elsewhere('bob')]).toEqual([0, 1]);
});
