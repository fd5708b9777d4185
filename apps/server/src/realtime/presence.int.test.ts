import type { PresenceChange, RoomPresence } from '@holdfast/shared/protocol/presence.ts';
import { expect, test } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import { type RawClient, readyClient } from '../test-support/raw-client.ts';
import { newId, type TestServer, testServer } from '../test-support/test-server.ts';

const FAST = { HOLDFAST_PRESENCE_INTERVAL_MS: '50' };

async function connect(server: TestServer, role: 'agent' | 'staff' | 'admin', name: string) {
  const person = await server.person(role, name);
  const client = await readyClient({ url: server.url, token: person.accessToken });
  return { id: person.user.id, accessToken: person.accessToken, client };
}

function say(client: RawClient, update: object = {}) {
  return client.send('presence:update', { status: 'online', ...update });
}

function told<Message>(client: RawClient, name: string): Message[] {
  return client.events.filter((event) => event.name === name).map(({ args }) => args[0] as Message);
}

/** How a client was told last that somebody is. */
function statusOf(client: RawClient, userId: string): string {
  let status = 'offline';
  for (const change of told<PresenceChange>(client, 'presence:change')) {
    if (change.whole) status = 'offline';
    if (change.online.includes(userId)) status = 'online';
    if (change.idle.some(([id]) => id === userId)) status = 'idle';
    if (change.offline.some(([id]) => id === userId)) status = 'offline';
  }
  return status;
}

function roomOf(client: RawClient, room: string): RoomPresence | undefined {
  return told<{ rooms: RoomPresence[] }>(client, 'presence:room')
    .flatMap(({ rooms }) => rooms)
    .filter((state) => state.room === room)
    .at(-1);
}

/** Who is told to write in a room, each time that it was told. */
function writing(client: RawClient): string[][] {
  return told<{ typing: { userId: string }[] }>(client, 'typing:change').map(({ typing }) =>
    typing.map(({ userId }) => userId),
  );
}

test('people are told of each other from their first word on, and of who left at once', async () => {
  const server = await testServer(FAST);
  const ada = await connect(server, 'agent', 'Ada');
  const eve = await connect(server, 'staff', 'Eve');
  const silent = await connect(server, 'agent', 'Sam');
  expect(await say(ada.client)).toEqual({ ok: true });
  await say(eve.client, { status: 'idle' });
  await expect.poll(() => statusOf(ada.client, eve.id)).toBe('idle');
  await expect.poll(() => statusOf(eve.client, ada.id)).toBe('online');
  expect(told<PresenceChange>(eve.client, 'presence:change')[0]?.whole).toBe(true);
  eve.client.socket.disconnect();
  await expect.poll(() => statusOf(ada.client, eve.id)).toBe('offline');
  expect(statusOf(ada.client, silent.id)).toBe('offline');
  expect(told(silent.client, 'presence:change')).toEqual([]);
});

test('24: in a room one is told who looks, edits and writes, and only there; whose it is says the connection', async () => {
  const server = await testServer(FAST);
  const [ada, eve, out] = [
    await connect(server, 'agent', 'Ada'),
    await connect(server, 'staff', 'Eve'),
    await connect(server, 'staff', 'Out'),
  ];
  const ticket = newTicket({ assigneeId: eve.id });
  await ada.client.change('ticket.create', ticket);
  const room = `ticket:${ticket.id}`;
  await say(out.client, { viewing: [room], editing: [{ room, field: 'title' }], userId: ada.id });
  await ada.client.send('room:join', { room });
  await say(ada.client, { viewing: [room], editing: [{ room, field: 'description' }] });
  const state = {
    room,
    viewers: 1,
    viewing: [ada.id],
    editing: [{ userId: ada.id, field: 'description' }],
  };
  expect(await eve.client.send('room:join', { room })).toEqual({
    ok: true,
    people: [ada.id, eve.id],
    ...state,
    typing: [],
  });
  await say(eve.client, { viewing: [room] });
  await expect.poll(() => roomOf(ada.client, room)?.viewing).toEqual([ada.id, eve.id]);
  await ada.client.send('typing:start', { room });
  await out.client.send('typing:start', { room });
  await expect.poll(() => writing(eve.client)).toEqual([[ada.id]]);
  await ada.client.send('typing:stop', { room });
  await expect.poll(() => writing(eve.client)).toEqual([[ada.id], []]);
  expect([...told(out.client, 'presence:room'), ...writing(out.client)]).toEqual([]);
});

test('S11, 25: whoever loses sight of a row, or was disabled, is gone from its room and from among the people at once', async () => {
  const server = await testServer(FAST);
  const [admin, eve, ada] = [
    await connect(server, 'admin', 'Kim'),
    await connect(server, 'staff', 'Eve'),
    await connect(server, 'agent', 'Ada'),
  ];
  const ticket = newTicket({ assigneeId: eve.id });
  await admin.client.change('ticket.create', ticket);
  const room = `ticket:${ticket.id}`;
  for (const { client } of [admin, eve, ada]) {
    await client.send('room:join', { room });
    await say(client, { viewing: [room] });
  }
  await eve.client.send('typing:start', { room });
  await expect.poll(() => roomOf(admin.client, room)?.viewers).toBe(3);
  const reassign = { assigneeId: { was: eve.id, now: null } };
  await admin.client.change('ticket.update', { id: ticket.id, changes: reassign });
  await expect.poll(() => roomOf(admin.client, room)?.viewing).toEqual([admin.id, ada.id]);
  await expect.poll(() => writing(admin.client).at(-1)).toEqual([]);
  await say(eve.client);
  const knownToEve = told(eve.client, 'presence:room').length;
  await eve.client.send('typing:start', { room });
  await admin.client.change('user.disable', { id: ada.id });
  await expect.poll(() => roomOf(admin.client, room)?.viewing).toEqual([admin.id]);
  await expect.poll(() => statusOf(eve.client, ada.id)).toBe('offline');
  expect(told(eve.client, 'presence:room')).toHaveLength(knownToEve);
  expect(writing(admin.client).at(-1)).toEqual([]);
});

test('24: whoever is taken out of a conversation is out of its room, and learns nothing more of it', async () => {
  const server = await testServer(FAST);
  const [ada, eve] = [await connect(server, 'agent', 'Ada'), await connect(server, 'staff', 'Eve')];
  const threadId = newId();
  const members = [ada, eve].map(({ id }) => ({ id: newId(), userId: id }));
  await ada.client.change('conversation.create', { id: threadId, name: 'Roads', members });
  const room = `thread:${threadId}`;
  for (const { client } of [ada, eve]) {
    expect(await client.send('room:join', { room })).toMatchObject({ ok: true });
    await say(client, { viewing: [room] });
  }
  await eve.client.send('typing:start', { room });
  await expect.poll(() => writing(ada.client).at(-1)).toEqual([eve.id]);
  await ada.client.change('participant.remove', { threadId, userId: eve.id });
  await expect.poll(() => roomOf(ada.client, room)?.viewing).toEqual([ada.id]);
  await expect.poll(() => writing(ada.client).at(-1)).toEqual([]);
  // Its answer comes after all that was told before.
  await say(eve.client);
  const known = [told(eve.client, 'presence:room').length, writing(eve.client).length];
  await ada.client.send('typing:start', { room });
  await say(ada.client, { viewing: [room], editing: [{ room, field: 'title' }] });
  await expect.poll(() => roomOf(ada.client, room)?.editing).toHaveLength(1);
  await eve.client.send('room:leave', { room });
  expect([told(eve.client, 'presence:room').length, writing(eve.client).length]).toEqual(known);
});

test('28: presence and typing are ephemeral events, of which one may send only so many', async () => {
  const server = await testServer({ ...FAST, HOLDFAST_EVENTS_PER_MINUTE: '3' });
  const { client } = await connect(server, 'agent', 'Ada');
  const wrong = { ok: false, error: { code: 'INVALID_MESSAGE' } };
  expect(await say(client, { status: 'asleep' })).toMatchObject(wrong);
  expect(await say(client, { viewing: Array(9).fill('ticket:1') })).toMatchObject(wrong);
  for (const event of ['typing:start', 'typing:stop', 'typing:start'])
    expect(await client.send(event, { room: 'ticket:1' })).toEqual({ ok: true });
  const refused = { ok: false, error: { code: 'RATE_LIMIT_EXCEEDED', retryAfterMs: expect.any(Number) } };
  expect(await say(client)).toMatchObject(refused);
});
