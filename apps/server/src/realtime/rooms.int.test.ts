import { expect, test, vi } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import { type RawClient, readyClient } from '../test-support/raw-client.ts';
import { newId, type TestServer, testServer } from '../test-support/test-server.ts';

async function connect(server: TestServer, role: 'agent' | 'staff' | 'admin', name: string = role) {
  const person = await server.person(role, name);
  const client = await readyClient({ url: server.url, token: person.accessToken });
  await client.send('presence:update', { status: 'online' });
  return { person, client };
}

function join(client: RawClient, room: unknown) {
  return client.send<{ people: string[] }>('room:join', { room });
}

/** Who is in a room, asked by somebody who is. */
async function peopleIn(client: RawClient, room: string): Promise<string[]> {
  const answer = await join(client, room);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.people;
}

test('24: a room lets in who may see its row, and names them; leaving and disconnecting end it', async () => {
  const server = await testServer();
  const [ada, bob, eve] = [
    await connect(server, 'agent', 'Ada'),
    await connect(server, 'agent', 'Bob'),
    await connect(server, 'staff', 'Eve'),
  ];
  const ticket = newTicket({ assigneeId: eve.person.user.id });
  await ada.client.change('ticket.create', ticket);
  const room = `ticket:${ticket.id}`;
  expect(await peopleIn(ada.client, room)).toEqual([ada.person.user.id]);
  expect(await peopleIn(eve.client, room)).toEqual([ada.person.user.id, eve.person.user.id]);
  expect(await peopleIn(bob.client, room)).toHaveLength(3);
  expect(await eve.client.send('room:leave', { room })).toEqual({ ok: true });
  expect(await peopleIn(ada.client, room)).toEqual([ada.person.user.id, bob.person.user.id]);
  bob.client.socket.disconnect();
  await vi.waitFor(async () => expect(await peopleIn(ada.client, room)).toEqual([ada.person.user.id]));
});

test('24: a row that is absent and one that one may not see answer alike; what is no room is said', async () => {
  const server = await testServer();
  const [ada, eve] = [await connect(server, 'agent', 'Ada'), await connect(server, 'staff', 'Eve')];
  const ticket = newTicket();
  await ada.client.change('ticket.create', ticket);
  const unseen = await join(eve.client, `ticket:${ticket.id}`);
  expect(unseen).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  expect(await join(eve.client, `ticket:${newId()}`)).toEqual(unseen);
  for (const room of ['ticket', 'ticket:', 'ticket:a:b', `user:${newId()}`, '__proto__:x', 'desk', '']) {
    expect(await join(eve.client, room), room).toMatchObject({ ok: false, error: { code: 'INVALID_ROOM' } });
  }
  for (const room of [1, null, undefined, 'x'.repeat(101)]) {
    expect(await join(eve.client, room)).toMatchObject({ ok: false, error: { code: 'INVALID_MESSAGE' } });
  }
});

test('24: whoever loses sight of a row is out of its room, whether the row or their own rights changed', async () => {
  const server = await testServer();
  const [admin, eve, ada] = [
    await connect(server, 'admin'),
    await connect(server, 'staff', 'Eve'),
    await connect(server, 'agent', 'Ada'),
  ];
  const ticket = newTicket({ assigneeId: eve.person.user.id });
  await admin.client.change('ticket.create', ticket);
  const room = `ticket:${ticket.id}`;
  for (const { client } of [admin, eve, ada]) await join(client, room);
  const reassign = { assigneeId: { was: eve.person.user.id, now: null } };
  await admin.client.change('ticket.update', { id: ticket.id, changes: reassign });
  const [adminId, adaId] = [admin.person.user.id, ada.person.user.id];
  await vi.waitFor(async () => expect(await peopleIn(admin.client, room)).toEqual([adminId, adaId]));
  const demote = { role: { was: 'agent', now: 'staff' } };
  await admin.client.change('user.update', { id: adaId, changes: demote });
  await vi.waitFor(async () => expect(await peopleIn(admin.client, room)).toEqual([adminId]));
  expect(await join(ada.client, room)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
});

test('a connection is in no more rooms than allowed, and may join again once it left one', async () => {
  const server = await testServer({ HOLDFAST_MAX_ROOMS_PER_CONNECTION: '2' });
  const { client } = await connect(server, 'agent');
  const tickets = [newTicket(), newTicket(), newTicket()];
  for (const ticket of tickets) await client.change('ticket.create', ticket);
  const [first, second, third] = tickets.map(({ id }) => `ticket:${id}`);
  expect(await join(client, first)).toMatchObject({ ok: true });
  expect(await join(client, second)).toMatchObject({ ok: true });
  expect(await join(client, second)).toMatchObject({ ok: true });
  expect(await join(client, third)).toMatchObject({
    ok: false,
    error: { code: 'RATE_LIMIT_EXCEEDED', reason: 'rooms', retryAfterMs: expect.any(Number) },
  });
  await client.send('room:leave', { room: first });
  expect(await join(client, third)).toMatchObject({ ok: true });
});
