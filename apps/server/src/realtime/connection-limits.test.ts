import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createRoster, type Roster } from '../cluster/roster.ts';
import { type Connection, Connections } from '../sync/connections.ts';
import { BusNetwork } from '../test-support/bus-network.ts';
import { ConnectionLimits } from './connection-limits.ts';

const log = pino({ level: 'silent' });
const SOON_MS = 1_000;

/** The limits of one process among several: two connections for a person, three for an address. */
class Node {
  readonly connections = new Connections();
  readonly roster: Roster;
  readonly limits: ConnectionLimits;

  constructor(network: BusNetwork, name: string) {
    const { cluster, outside } = network.join(name);
    this.roster = createRoster({ cluster, outside, log });
    this.limits = new ConnectionLimits({
      ...{ maxConnectionsPerUser: 2, maxConnectionsPerAddress: 3 },
      ...{ connections: this.connections, roster: this.roster, bus: cluster.bus },
      drop: (connection) => this.#leave(connection),
    });
    this.roster.start();
  }

  connect(userId: string, clientId: string, address = '192.0.2.1'): void {
    const connection = {
      ...{ id: `${clientId} ${this.connections.size}`, userId, clientId, protocol: 2, sessionId: clientId },
      ...{ device: 'test', address, expiresAt: 0, since: 0, scopes: new Set<string>(), scopesAsOf: 0 },
    };
    this.limits.makeRoom(connection);
    this.limits.refuseTooMany(connection);
    this.connections.add(connection);
    this.roster.add(connection);
  }

  #leave(connection: Connection): void {
    this.connections.remove(connection);
    this.roster.remove(connection);
  }
}

test('29: connections of a person and of an address are counted over all processes', async () => {
  const network = new BusNetwork();
  const [one, two] = [new Node(network, 'one'), new Node(network, 'two')];
  one.connect('ada', 'app 1');
  two.connect('ada', 'app 2');
  await network.pass(SOON_MS);
  expect(() => one.connect('ada', 'app 3', '192.0.2.7')).toThrow('too many places');
  one.connect('ben', 'app 4');
  await network.pass(SOON_MS);
  expect(() => two.connect('eve', 'app 5')).toThrow('your address');
  two.connect('eve', 'app 5', '192.0.2.8');
});

test('a connection elsewhere that its app has lost gives its place to that app', async () => {
  const network = new BusNetwork();
  const [one, two] = [new Node(network, 'one'), new Node(network, 'two')];
  one.connect('ada', 'app 1');
  one.connect('ada', 'app 2');
  await network.pass(SOON_MS);
  two.connect('ada', 'app 1');
  await network.pass(SOON_MS);
  expect([one.connections.ofClient('app 1').size, one.connections.ofClient('app 2').size]).toEqual([0, 1]);
  expect(() => two.connect('ada', 'app 3')).toThrow('too many places');
});

test('a process that was killed keeps nobody out who comes back to another', async () => {
  const network = new BusNetwork();
  const [one, two] = [new Node(network, 'one'), new Node(network, 'two')];
  for (const name of ['ada', 'ben', 'eve']) one.connect(name, `app of ${name}`);
  await network.pass(SOON_MS);
  network.kill('one');
  for (const name of ['ada', 'ben', 'eve']) two.connect(name, `app of ${name}`);
  expect(() => two.connect('kim', 'app of kim')).toThrow('your address');
});
