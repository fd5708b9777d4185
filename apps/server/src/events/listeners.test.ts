import { expect, test } from 'vitest';
import type { ApiTokenRecord } from '../store/records.ts';
import { joinedClusters } from '../test-support/joined-clusters.ts';
import { requireRoom } from './admit-listener.ts';
import { Listeners } from './listeners.ts';

const token: ApiTokenRecord = {
  id: 'desk board',
  name: 'Desk board',
  tokenHash: '',
  events: ['ticket:created'],
  scopes: ['desk'],
  createdBy: 'root',
  createdAt: 0,
  lastUsedAt: undefined,
  revokedAt: undefined,
};

test('security item 29: a token and an address have so many bots in all processes together', () => {
  const timers = new Set<() => void>();
  const every = (_: number, run: () => void) => {
    timers.add(run);
    return () => timers.delete(run);
  };
  const tell = () => timers.forEach((run) => void run());
  const outside = { now: () => 1_000, every };
  const [here, there] = joinedClusters(2, outside.now).clusters.map(
    ({ bus }) => new Listeners({ bus, outside }),
  );
  if (here === undefined || there === undefined) throw new Error('There are two processes.');
  const limits = { maxConnectionsPerUser: 3, maxConnectionsPerAddress: 4 };
  const bot = (id: string, address: string) => ({ token: { ...token, id }, address });
  here.add('one', bot('a', '192.0.2.1'));
  here.add('two', bot('a', '192.0.2.1'));
  there.add('three', bot('a', '192.0.2.2'));
  tell();
  for (const process of [here, there]) {
    expect(() => requireRoom(bot('a', '192.0.2.9'), process, limits)).toThrow('too many connections');
    requireRoom(bot('b', '192.0.2.1'), process, limits);
  }
  there.add('four', bot('b', '192.0.2.1'));
  there.add('five', bot('c', '192.0.2.1'));
  tell();
  for (const process of [here, there]) {
    expect(() => requireRoom(bot('d', '192.0.2.1'), process, limits)).toThrow('too many connections');
  }
  here.remove('one');
  here.remove('one');
  tell();
  requireRoom(bot('a', '192.0.2.1'), there, limits);
  expect([there.ofToken('a'), there.ofAddress('192.0.2.1')]).toEqual([2, 3]);
});
