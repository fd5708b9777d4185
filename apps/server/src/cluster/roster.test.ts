import { pino } from 'pino';
import { expect, test } from 'vitest';
import { BusNetwork, fair } from '../test-support/bus-network.ts';
import { createRoster, type Roster } from './roster.ts';
import { BEAT_MS, MOST_MISSED } from './roster-messages.ts';
import type { Seat } from './seat.ts';

const log = pino({ level: 'silent' });
/** Whatever was lost is known by then: a beat says so, the whole is wanted, written anew and told. */
const MENDED_MS = 4 * BEAT_MS;
const GONE_MS = (MOST_MISSED + 2) * BEAT_MS;

/** A process with its roster, and all that it was told of the others put together. */
class Node {
  readonly roster: Roster;
  readonly elsewhere = new Map<string, Seat>();
  /** Its own connections as they are. */
  readonly own = new Map<string, Seat>();

  constructor(network: BusNetwork, name: string) {
    this.roster = createRoster({ ...network.join(name), log });
    this.roster.onSeat((id, seat) => {
      if (seat === undefined) this.elsewhere.delete(id);
      else this.elsewhere.set(id, seat);
    });
    this.roster.start();
  }

  add(id: string, userId = 'ada'): void {
    const seat = { userId, clientId: `app of ${id}`, address: '192.0.2.1' };
    this.own.set(id, seat);
    this.roster.add({ id, ...seat });
  }

  say(id: string, room: string): void {
    const seat = this.own.get(id);
    if (seat === undefined) return;
    const said = { status: 'online' as const, at: 1, rooms: [room], viewing: [], editing: [] };
    this.own.set(id, { ...seat, said });
    this.roster.say({ id, ...seat }, said);
  }

  remove(id: string): void {
    const seat = this.own.get(id);
    this.own.delete(id);
    if (seat !== undefined) this.roster.remove({ id, ...seat });
  }
}

/** What a process should know: all that stands in the others. */
function seatsOf(nodes: readonly Node[]): Record<string, Seat> {
  return Object.fromEntries(nodes.flatMap(({ own }) => [...own]));
}

function known(node: Node): Record<string, Seat> {
  return Object.fromEntries(node.elsewhere);
}

function doSomething(node: Node | undefined, id: string, step: number): void {
  if (step % 7 === 3) node?.remove(id);
  else if (step % 3 === 1) node?.say(id, `ticket:${step}`);
  else node?.add(id);
}

test('others know within a moment who is connected, what they say, and who is gone', async () => {
  const network = new BusNetwork();
  const [one, two] = [new Node(network, 'one'), new Node(network, 'two')];
  one.add('ada 1');
  one.say('ada 1', 'ticket:1');
  await network.pass(100);
  expect(known(two)).toEqual(seatsOf([one]));
  expect(two.roster.elsewhere.ofUser('ada').size).toBe(1);
  expect(two.roster.elsewhere.fromAddress('192.0.2.1').size).toBe(1);
  one.remove('ada 1');
  await network.pass(100);
  expect(known(two)).toEqual({});
  expect(two.roster.elsewhere.ofUser('ada').size).toBe(0);
});

test('a process that begins later knows all at once', async () => {
  const network = new BusNetwork();
  const one = new Node(network, 'one');
  one.add('ada 1');
  await network.pass(30 * BEAT_MS);
  const two = new Node(network, 'two');
  await network.pass(100);
  expect(known(two)).toEqual(seatsOf([one]));
  expect([one.roster.processes, two.roster.processes]).toEqual([2, 2]);
});

test('whoever stops says so, and whoever was killed is forgotten within seconds', async () => {
  const network = new BusNetwork();
  const [one, two] = [new Node(network, 'one'), new Node(network, 'two')];
  const three = new Node(network, 'three');
  one.add('ada 1');
  two.add('ben 1', 'ben');
  await network.pass(100);
  expect(known(three)).toEqual(seatsOf([one, two]));
  await Promise.all([one.roster.stop(), network.pass(10)]);
  expect(known(three)).toEqual(seatsOf([two]));
  network.kill('two');
  await network.pass(GONE_MS);
  expect(known(three)).toEqual({});
  expect(three.roster.processes).toBe(1);
});

test('while nothing reaches the others each process knows its own, and all comes back by itself', async () => {
  const network = new BusNetwork();
  const [one, two] = [new Node(network, 'one'), new Node(network, 'two')];
  one.add('ada 1');
  await network.pass(100);
  network.isUp = false;
  await network.pass(GONE_MS);
  expect(known(two)).toEqual({});
  one.add('ada 2');
  one.remove('ada 1');
  network.forget();
  network.isUp = true;
  await network.pass(MENDED_MS);
  expect(known(two)).toEqual(seatsOf([one]));
});

test('whatever is lost, doubled, late or forgotten on the way, all know the same in the end', async () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const network = new BusNetwork(seed);
    const nodes = ['one', 'two', 'three'].map((name) => new Node(network, name));
    network.weather = { lost: 0.3, doubled: 0.2, lateMs: 3_000 };
    for (let step = 0; step < 40; step += 1) {
      const place = (step * seed) % nodes.length;
      doSomething(nodes[place], `${place} ${step % 5}`, step);
      if (step === 20) network.forget();
      network.isUp = step % 13 < 10;
      await network.pass((seed * 37 * step) % 1_500);
    }
    network.weather = fair;
    network.isUp = true;
    await network.pass(3_000 + MENDED_MS);
    for (const node of nodes) {
      expect(known(node), `seed ${seed}`).toEqual(seatsOf(nodes.filter((other) => other !== node)));
    }
  }
});
