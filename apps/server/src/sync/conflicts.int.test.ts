import type { WireRow } from '@holdfast/shared/protocol/stream.ts';
import { expect, test } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import { type RawClient, readyClient } from '../test-support/raw-client.ts';
import { emailOf, newId, signIn, testServer } from '../test-support/test-server.ts';

async function threeAgents() {
  const server = await testServer();
  const connect = async (name: string) => {
    const person = await server.person('agent', name);
    return { id: person.user.id, client: await readyClient({ url: server.url, token: person.accessToken }) };
  };
  const [ada, grace, edsger] = [await connect('Ada'), await connect('Grace'), await connect('Edsger')];
  const ticket = newTicket();
  await ada.client.change('ticket.create', ticket);
  return { ada, grace, edsger, ticket };
}

async function rowsOf(client: RawClient, table: string): Promise<WireRow[]> {
  const { rows } = await client.pull();
  return rows.filter((row) => row.table === table);
}

const edit = (id: string, field: string, was: unknown, now: unknown) => ({
  id,
  changes: { [field]: { was, now } },
});

test('S27: edits of different fields both stand, and nobody is told of a conflict', async () => {
  const { ada, grace, ticket } = await threeAgents();
  await ada.client.change('ticket.update', edit(ticket.id, 'title', ticket.title, 'Printer on fire'));
  await grace.client.change('ticket.update', edit(ticket.id, 'priority', 'normal', 'urgent'));
  for (const { client } of [ada, grace]) {
    const [row] = await rowsOf(client, 'ticket');
    expect(row?.data).toMatchObject({ title: 'Printer on fire', priority: 'urgent' });
    expect(await rowsOf(client, 'overwrite')).toEqual([]);
  }
});

test('S28: of two edits of one field the later arrival stands, and only the overwritten person is told', async () => {
  const { ada, grace, edsger, ticket } = await threeAgents();
  await grace.client.change('ticket.update', edit(ticket.id, 'priority', 'normal', 'urgent'));
  await edsger.client.change('ticket.update', edit(ticket.id, 'priority', 'normal', 'low'));
  for (const { client } of [ada, grace, edsger]) {
    expect((await rowsOf(client, 'ticket'))[0]?.data.priority).toBe('low');
  }
  const [told] = await rowsOf(grace.client, 'overwrite');
  expect(told?.data).toMatchObject({
    userId: grace.id,
    subjectId: ticket.id,
    field: 'priority',
    seen: false,
  });
  const activities = await rowsOf(grace.client, 'activity');
  expect(activities.find((row) => row.id === told?.data.activityId)?.data).toMatchObject({
    actorId: edsger.id,
    changes: [{ field: 'priority', from: 'urgent', to: 'low' }],
  });
  expect(await rowsOf(ada.client, 'overwrite')).toEqual([]);
  expect(await rowsOf(edsger.client, 'overwrite')).toEqual([]);
});

test('S28: where nobody had changed the field, whoever made the row is told', async () => {
  const { ada, grace, ticket } = await threeAgents();
  await grace.client.change('ticket.update', edit(ticket.id, 'title', 'What Grace saw', 'What Grace wrote'));
  expect(await rowsOf(ada.client, 'overwrite')).toHaveLength(1);
});

test('S28: nobody is told that they overwrote themselves', async () => {
  const { ada, ticket } = await threeAgents();
  await ada.client.change('ticket.update', edit(ticket.id, 'priority', 'normal', 'high'));
  await ada.client.change('ticket.update', edit(ticket.id, 'priority', 'normal', 'low'));
  expect(await rowsOf(ada.client, 'overwrite')).toEqual([]);
});

test('S28: the overwritten person marks it as seen', async () => {
  const { grace, edsger, ticket } = await threeAgents();
  await grace.client.change('ticket.update', edit(ticket.id, 'priority', 'normal', 'urgent'));
  await edsger.client.change('ticket.update', edit(ticket.id, 'priority', 'normal', 'low'));
  const [told] = await rowsOf(grace.client, 'overwrite');
  expect((await edsger.client.change('overwrite.seen', { id: told?.id })).result.error?.code).toBe(
    'NOT_FOUND',
  );
  await grace.client.change('overwrite.seen', { id: told?.id });
  expect((await rowsOf(grace.client, 'overwrite'))[0]?.data.seen).toBe(true);
});

test('S29: long text is merged; what cannot be merged is refused and what stands stays', async () => {
  const { ada, grace, edsger, ticket } = await threeAgents();
  const was = ticket.description;
  await ada.client.change('ticket.update', edit(ticket.id, 'description', was, `Since Monday. ${was}`));
  await grace.client.change('ticket.update', edit(ticket.id, 'description', was, `${was} Help!`));
  const merged = `Since Monday. ${was} Help!`;
  expect((await rowsOf(ada.client, 'ticket'))[0]?.data.description).toBe(merged);
  const late = edit(ticket.id, 'description', was, `${was} Please!`);
  const { result } = await edsger.client.change('ticket.update', late);
  expect(result).toMatchObject({ ok: false, error: { code: 'CONFLICT', reason: 'text-conflict' } });
  expect((await rowsOf(ada.client, 'ticket'))[0]?.data.description).toBe(merged);
});

test('every change of a tracked field is in the activity: who, from what, to what, long text by name alone', async () => {
  const { ada, grace, ticket } = await threeAgents();
  await grace.client.change('ticket.update', {
    id: ticket.id,
    changes: {
      status: { was: 'open', now: 'waiting' },
      description: { was: ticket.description, now: 'Something else' },
      title: { was: ticket.title, now: ticket.title },
    },
  });
  const activities = (await rowsOf(ada.client, 'activity')).sort((left, right) =>
    left.id < right.id ? -1 : 1,
  );
  expect(activities.map((row) => [row.data.kind, row.data.actorId])).toEqual([
    ['created', ada.id],
    ['changed', grace.id],
  ]);
  expect(activities[1]?.data.changes).toEqual([
    { field: 'description', from: null, to: null },
    { field: 'status', from: 'open', to: 'waiting' },
  ]);
});

test('S30: an undo leaves a field that was changed since, and tells its author by what', async () => {
  const { ada, grace, ticket } = await threeAgents();
  const edit = (field: string, was: unknown, now: unknown) => ({ [field]: { was, now } });
  await ada.client.change('ticket.update', {
    id: ticket.id,
    changes: { ...edit('title', ticket.title, 'One'), ...edit('priority', 'normal', 'high') },
  });
  await grace.client.change('ticket.update', { id: ticket.id, changes: edit('title', 'One', 'Two') });
  const reverts = {
    title: { ifStill: 'One', now: ticket.title },
    priority: { ifStill: 'high', now: 'normal' },
  };
  const { result } = await ada.client.change('ticket.revert', { id: ticket.id, changes: reverts });
  expect(result.ok).toBe(true);
  expect((await rowsOf(ada.client, 'ticket'))[0]?.data).toMatchObject({ title: 'Two', priority: 'normal' });
  const told = await rowsOf(ada.client, 'overwrite');
  expect(told.map((row) => row.data)).toMatchObject([
    { userId: ada.id, kind: 'undo-skipped', subjectId: ticket.id, field: 'title', seen: false },
  ]);
  const activities = await rowsOf(ada.client, 'activity');
  expect(activities.find((row) => row.id === told[0]?.data.activityId)?.data).toMatchObject({
    actorId: grace.id,
    changes: [{ field: 'title', from: 'One', to: 'Two' }],
  });
  expect(await rowsOf(grace.client, 'overwrite')).toEqual([]);
});

test('S28: who wrote last is who arrived last, also after the clock of the server was set back', async () => {
  const before = await testServer();
  const ada = await before.person('agent', 'Ada');
  const grace = await before.person('agent', 'Grace');
  const edsger = await before.person('agent', 'Edsger');
  const ticket = newTicket();
  const first = await readyClient({ url: before.url, token: ada.accessToken });
  await first.change('ticket.create', ticket);
  const second = await readyClient({ url: before.url, token: grace.accessToken });
  await second.change('ticket.update', edit(ticket.id, 'priority', 'normal', 'urgent'));
  await before.stop();

  const anHourAgo = () => Date.now() - 3_600_000;
  const server = await testServer({ HOLDFAST_DATA: before.config.dataFolder }, { now: anHourAgo });
  const connect = async (name: string) => {
    const { accessToken } = await signIn(server.url, emailOf(name));
    return readyClient({ url: server.url, token: accessToken });
  };
  await (await connect('Edsger')).change('ticket.update', edit(ticket.id, 'priority', 'urgent', 'low'));
  await (await connect('Ada')).change('ticket.update', edit(ticket.id, 'priority', 'urgent', 'high'));
  const told = await rowsOf(await connect('Edsger'), 'overwrite');
  expect(told.map((row) => row.data.userId)).toEqual([edsger.user.id]);
});

test('S28: whoever named a group is told that somebody named it otherwise unseen, and its members alone have its history', async () => {
  const { ada, grace, edsger } = await threeAgents();
  const id = newId();
  const members = [ada, grace].map((person) => ({ id: newId(), userId: person.id }));
  await ada.client.change('conversation.create', { id, name: 'Boilers', members });
  await grace.client.change('conversation.rename', edit(id, 'name', 'Boilers', 'Heating'));
  await ada.client.change('conversation.rename', edit(id, 'name', 'Boilers', 'Hot water'));
  const [told] = await rowsOf(grace.client, 'overwrite');
  expect(told?.data).toMatchObject({ userId: grace.id, subjectId: id, field: 'name' });
  const historyOf = async ({ client }: typeof ada) =>
    (await rowsOf(client, 'activity')).filter(({ data }) => data.subjectId === id).length;
  expect(await Promise.all([ada, grace, edsger].map(historyOf))).toEqual([3, 3, 0]);
});
