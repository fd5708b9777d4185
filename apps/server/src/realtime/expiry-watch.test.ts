import { expect, test } from 'vitest';
import { type Connection, Connections } from '../sync/connections.ts';
import { realOutside } from '../sync/outside.ts';
import { ExpiryWatch } from './expiry-watch.ts';

function watched({ noticeSeconds = 60, tokenSeconds = 600 } = {}) {
  let now = 0;
  const connections = new Connections();
  const told: [string, number][] = [];
  const closed: string[] = [];
  const watch = new ExpiryWatch({
    ...{ connections, noticeSeconds, tokenSeconds },
    outside: { ...realOutside(() => now) },
    tell: ({ id }, expiresInMs) => told.push([id, expiresInMs]),
    close: (connection) => {
      closed.push(connection.id);
      connections.remove(connection);
    },
  });
  const connect = (id: string, expiresAt: number): Connection => {
    const connection = {
      ...{ id, userId: id, clientId: id, protocol: 2, sessionId: id, device: 'test', address: '192.0.2.1' },
      ...{ expiresAt, since: 0, scopes: new Set<string>(), scopesAsOf: 0 },
    };
    connections.add(connection);
    return connection;
  };
  const lookAt = (ms: number) => {
    now = ms;
    watch.look();
  };
  return { told, closed, connect, lookAt };
}

test('26: a client is told once before its token runs out, and closed when it has', () => {
  const { told, closed, connect, lookAt } = watched();
  connect('ada', 600_000);
  lookAt(539_999);
  expect(told).toEqual([]);
  for (const ms of [540_000, 541_000, 599_999]) lookAt(ms);
  expect([told, closed]).toEqual([[['ada', 60_000]], []]);
  lookAt(600_000);
  expect(closed).toEqual(['ada']);
});

test('26: a token that was renewed in time keeps the line open, and is told of again in its turn', () => {
  const { told, closed, connect, lookAt } = watched();
  const ada = connect('ada', 600_000);
  lookAt(550_000);
  ada.expiresAt = 1_150_000;
  lookAt(600_000);
  lookAt(1_100_000);
  expect([told, closed]).toEqual([
    [
      ['ada', 50_000],
      ['ada', 50_000],
    ],
    [],
  ]);
});

test('where tokens live shorter than the notice, a new one is not told of at once', () => {
  const { told, connect, lookAt } = watched({ noticeSeconds: 60, tokenSeconds: 30 });
  connect('ada', 30_000);
  lookAt(14_000);
  expect(told).toEqual([]);
  lookAt(15_000);
  expect(told).toEqual([['ada', 15_000]]);
});
