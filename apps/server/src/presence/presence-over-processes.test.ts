import type { PresenceUpdate } from '@holdfast/shared/protocol/presence.ts';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createRoster, type Roster } from '../cluster/roster.ts';
import { BEAT_MS, MOST_MISSED } from '../cluster/roster-messages.ts';
import { Rooms } from '../realtime/rooms.ts';
import type { Connection } from '../sync/connections.ts';
import { BusNetwork, fair } from '../test-support/bus-network.ts';
import { Listening } from '../test-support/presence-world.ts';
import { Presence } from './presence.ts';

const log = pino({ level: 'silent' });
const INTERVAL_MS = 250;
const SOON_MS = 1_000;
const GONE_MS = (MOST_MISSED + 2) * BEAT_MS;
const room = 'ticket:1';

/** The presence of one process among several, and what its connections hear. */
class Node {
  readonly rooms = new Rooms((connection, moved) => this.presence.moved(connection, moved));
  readonly presence: Presence;
  readonly roster: Roster;
  readonly #heard = new Map<string, Listening>();

  constructor(network: BusNetwork, name: string) {
    const { cluster, outside } = network.join(name);
    this.roster = createRoster({ cluster, outside, log });
    this.presence = new Presence({
      ...{ outside, rooms: this.rooms, roster: this.roster, bus: cluster.bus },
      ...{ timeoutMs: 90_000, intervalMs: INTERVAL_MS },
      send: {
        presence: (connections, change) => {
          for (const { id } of connections) this.heardBy(id).tellPeople(change);
        },
        roomPresence: (connections, { rooms }) => {
          for (const { id } of connections)
            for (const state of rooms) this.heardBy(id).rooms.set(state.room, state);
        },
        typing: (connections, { room, typing }) => {
          for (const { id } of connections) this.heardBy(id).typing.set(room, typing);
        },
      },
    });
    this.roster.start();
  }

  heardBy(id: string): Listening {
    const heard = this.#heard.get(id) ?? new Listening();
    this.#heard.set(id, heard);
    return heard;
  }

  /** A connection of a person that says something and is in the room. */
  connect(id: string, userId: string, update: Partial<PresenceUpdate> = {}): Connection {
    const connection = {
      ...{ id, userId, clientId: id, protocol: 2, sessionId: id, device: 'test', address: '192.0.2.1' },
      ...{ expiresAt: 0, since: 0, scopes: new Set<string>(), scopesAsOf: 0 },
    };
    this.roster.add(connection);
    this.rooms.join(connection, room);
    this.say(connection, update);
    return connection;
  }

  say(connection: Connection, update: Partial<PresenceUpdate> = {}): void {
    this.presence.update(connection, { status: 'online', viewing: [], editing: [], ...update });
  }

  disconnect(connection: Connection): void {
    this.rooms.leaveAll(connection);
    this.presence.leave(connection);
    this.roster.remove(connection);
  }
}

test('people of other processes are shown as those of this one: how they are, where, and what they write', async () => {
  const network = new BusNetwork();
  const [one, two] = [new Node(network, 'one'), new Node(network, 'two')];
  const editing = [{ room, field: 'title' }];
  const ada = one.connect('ada 1', 'ada', { viewing: [room], editing });
  const ben = two.connect('ben 1', 'ben', { status: 'idle', viewing: [room] });
  await network.pass(SOON_MS);
  const heard = two.heardBy('ben 1');
  expect(heard.statusOf('ada')).toBe('online');
  expect(heard.viewing(room)).toEqual(['ada', 'ben']);
  expect(heard.editing(room)).toEqual(['ada title']);
  expect(one.heardBy('ada 1').statusOf('ben')).toBe('idle');
  expect(two.presence.stateFor(ben, room).people.sort()).toEqual(['ada', 'ben']);
  one.presence.startTyping(ada, { room, field: 'title' });
  await network.pass(10);
  expect(heard.writing(room)).toEqual(['ada title']);
  one.presence.stopTyping(ada, { room });
  await network.pass(SOON_MS);
  expect(heard.writing(room)).toEqual([]);
  one.rooms.leave(ada, room);
  await network.pass(SOON_MS);
  expect([heard.viewing(room), heard.editing(room)]).toEqual([['ben'], []]);
  one.disconnect(ada);
  await network.pass(SOON_MS);
  expect(heard.statusOf('ada')).toBe('offline');
});

test('whoever hides on one device is shown on no process, and again when that device is gone', async () => {
  const network = new BusNetwork();
  const [one, two] = [new Node(network, 'one'), new Node(network, 'two')];
  one.connect('ada 1', 'ada', { viewing: [room] });
  const hiding = two.connect('ada 2', 'ada', { status: 'hidden' });
  two.connect('ben 1', 'ben');
  await network.pass(SOON_MS);
  const heard = two.heardBy('ben 1');
  expect([heard.statusOf('ada'), heard.viewing(room)]).toEqual(['offline', []]);
  expect(one.heardBy('ada 1').statusOf('ada')).toBe('offline');
  two.disconnect(hiding);
  await network.pass(SOON_MS);
  expect([heard.statusOf('ada'), heard.viewing(room)]).toEqual(['online', ['ada']]);
});

test('who writes fades on other processes too where it is not said again', async () => {
  const network = new BusNetwork();
  const [one, two] = [new Node(network, 'one'), new Node(network, 'two')];
  const ada = one.connect('ada 1', 'ada');
  two.connect('ben 1', 'ben');
  await network.pass(SOON_MS);
  one.presence.startTyping(ada, { room });
  await network.pass(10);
  expect(two.heardBy('ben 1').writing(room)).toEqual(['ada ']);
  network.isUp = false;
  await network.pass(6_000);
  expect(two.heardBy('ben 1').writing(room)).toEqual([]);
});

test('whoever falls silent is offline on all processes since they were heard last', async () => {
  const network = new BusNetwork();
  const [one, two] = [new Node(network, 'one'), new Node(network, 'two')];
  const heardAt = network.now;
  one.connect('ada 1', 'ada');
  const ben = two.connect('ben 1', 'ben');
  for (let passed = 0; passed < 100_000; passed += 50_000) {
    await network.pass(50_000);
    two.say(ben);
  }
  expect(two.heardBy('ben 1').people.get('ada')).toEqual({ status: 'offline', since: heardAt });
});

test('the people of a process that was killed fade within seconds, and are shown at once where they come back', async () => {
  const network = new BusNetwork();
  const [one, two] = [new Node(network, 'one'), new Node(network, 'two')];
  const three = new Node(network, 'three');
  one.connect('ada 1', 'ada', { viewing: [room] });
  one.connect('eve 1', 'eve', { viewing: [room] });
  three.connect('ben 1', 'ben');
  await network.pass(SOON_MS);
  const heard = three.heardBy('ben 1');
  expect(heard.viewing(room)).toEqual(['ada', 'eve']);
  network.kill('one');
  two.connect('eve 2', 'eve', { viewing: [room] });
  await network.pass(SOON_MS);
  expect(heard.statusOf('eve')).toBe('online');
  await network.pass(GONE_MS);
  expect([heard.statusOf('ada'), heard.statusOf('eve')]).toEqual(['offline', 'online']);
  expect(heard.viewing(room)).toEqual(['eve']);
});

test('whatever is lost between processes, all are shown the same in the end', async () => {
  for (let seed = 1; seed <= 10; seed += 1) {
    const network = new BusNetwork(seed);
    const nodes = ['one', 'two', 'three'].map((name) => new Node(network, name));
    const connections = nodes.map((node, place) => node.connect(`${place} 1`, `person ${place}`));
    network.weather = { lost: 0.4, doubled: 0.2, lateMs: 2_000 };
    for (let step = 0; step < 30; step += 1) {
      const place = (step * seed) % nodes.length;
      const connection = connections[place];
      if (connection === undefined) continue;
      const status = step % 3 === 0 ? 'idle' : 'online';
      nodes[place]?.say(connection, { status, viewing: step % 2 === 0 ? [room] : [] });
      network.isUp = step % 11 < 9;
      await network.pass((seed * 53 * step) % 900);
    }
    network.weather = fair;
    network.isUp = true;
    await network.pass(GONE_MS);
    const shown = nodes.map((node, place) => shownTo(node.heardBy(`${place} 1`)));
    expect(shown[1], `seed ${seed}`).toEqual(shown[0]);
    expect(shown[2], `seed ${seed}`).toEqual(shown[0]);
    expect(shown[0]?.people).not.toContain('offline');
  }
});

function shownTo(heard: Listening): { people: string[]; viewing: readonly string[] } {
  const people = [0, 1, 2].map((place) => heard.statusOf(`person ${place}`));
  return { people, viewing: heard.viewing(room) };
}
