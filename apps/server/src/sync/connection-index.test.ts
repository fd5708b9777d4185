import { expect, test } from 'vitest';
import { ConnectionIndex } from './connection-index.ts';
import type { Connection } from './connections.ts';

function connection(id: string): Connection {
  return {
    id,
    ...{ userId: 'user', clientId: id, sessionId: 'session', device: 'test', address: '192.0.2.1' },
    ...{ protocol: 2, expiresAt: 0, since: 0, scopes: new Set<string>(), scopesAsOf: 0 },
  };
}

test('a key has all its connections, whether one or many, and is gone with the last', () => {
  const index = new ConnectionIndex();
  const [one, other] = [connection('one'), connection('other')];
  const ids = () => [...index.get('key')].map(({ id }) => id);
  index.add('key', one);
  index.add('key', one);
  expect(ids()).toEqual(['one']);
  index.add('key', other);
  expect(ids()).toEqual(['one', 'other']);
  index.remove('key', one);
  expect(ids()).toEqual(['other']);
  index.remove('key', one);
  expect(ids()).toEqual(['other']);
  index.remove('key', other);
  expect(ids()).toEqual([]);
  expect(index.size).toBe(0);
});

test('who is not at a key takes nobody else from it', () => {
  const index = new ConnectionIndex();
  index.add('key', connection('one'));
  index.remove('key', connection('other'));
  index.remove('elsewhere', connection('one'));
  expect(index.get('key').size).toBe(1);
});
