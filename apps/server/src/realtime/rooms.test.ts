import { expect, test } from 'vitest';
import type { Connection } from '../sync/connections.ts';
import { Rooms } from './rooms.ts';

function connection(id: string, userId: string): Connection {
  return {
    ...{ id, userId, clientId: id, protocol: 2, sessionId: id, device: 'test', address: '192.0.2.1' },
    ...{ expiresAt: 0, since: 0, scopes: new Set<string>(), scopesAsOf: 0 },
  };
}

const [phone, laptop, other] = [
  connection('phone', 'ada'),
  connection('laptop', 'ada'),
  connection('other', 'bob'),
];

test('a room names each person once, however many connections they have in it', () => {
  const rooms = new Rooms();
  for (const member of [phone, laptop, other]) rooms.join(member, 'ticket:1');
  rooms.join(phone, 'ticket:1');
  expect(rooms.people('ticket:1')).toEqual(['ada', 'bob']);
  expect(rooms.list(10)).toEqual([{ room: 'ticket:1', people: 2, connections: 3 }]);
});

test('whoever leaves is gone from the room, and an empty room is no room', () => {
  const rooms = new Rooms();
  rooms.join(phone, 'ticket:1');
  rooms.join(phone, 'project:1');
  rooms.join(other, 'project:1');
  expect(rooms.leave(phone, 'ticket:1')).toBe(true);
  expect(rooms.leave(phone, 'ticket:1')).toBe(false);
  expect([...rooms.names()]).toEqual(['project:1']);
  expect(rooms.leaveAll(phone)).toEqual(['project:1']);
  expect([rooms.size, rooms.of(phone).size, rooms.people('project:1')]).toEqual([1, 0, ['bob']]);
});

test('at most so many rooms are listed', () => {
  const rooms = new Rooms();
  for (const room of ['ticket:1', 'ticket:2', 'ticket:3']) rooms.join(phone, room);
  expect(rooms.list(2)).toHaveLength(2);
});

test('24: conversations are not listed: their ids tell who talks with whom', () => {
  const rooms = new Rooms();
  for (const room of ['thread:1', 'ticket:1']) rooms.join(phone, room);
  expect(rooms.list(2).map(({ room }) => room)).toEqual(['ticket:1']);
  expect(rooms.size).toBe(2);
});
