import { expect, test } from 'vitest';
import { listeningBot } from '../test-support/bot.ts';
import { newTicket } from '../test-support/changes.ts';
import { readyClient } from '../test-support/raw-client.ts';
import { newId, type TestServer, testServer } from '../test-support/test-server.ts';

async function serverWithDesk(settings: Record<string, string> = {}) {
  const server = await testServer(settings);
  const admin = await server.person('admin');
  return { server, admin, desk: await connect(server, admin.accessToken) };
}

const connect = (server: TestServer, token: string) => readyClient({ url: server.url, token });
const change = (was: unknown, now: unknown) => ({ was, now });
const isUpdate = (heard: { name: string }) => heard.name === 'ticket:updated';
const newProject = () => ({
  id: newId(),
  membershipId: newId(),
  name: 'Move',
  description: '',
  divisionId: null,
});

test('a bot hears what becomes of tickets, comments and projects, with the row as it is then', async () => {
  const { server, admin, desk } = await serverWithDesk();
  const { bot } = await listeningBot(server.url, admin, ['desk']);
  const [ticket, project, comment] = [newTicket(), newProject(), newId()];
  const made = await desk.change('ticket.create', ticket);
  expect(await bot.of(ticket.id)).toMatchObject({
    name: 'ticket:created',
    version: made.result.version,
    urgent: false,
    row: { id: ticket.id, title: ticket.title, number: 1, status: 'open' },
  });
  const waiting = { id: ticket.id, changes: { status: change('open', 'waiting') } };
  const { mutation, result } = await desk.change('ticket.update', waiting);
  expect(await bot.of(ticket.id, isUpdate)).toMatchObject({
    version: result.version,
    at: mutation.at,
    row: { status: 'waiting' },
  });
  await desk.change('message.create', { id: comment, threadId: ticket.id, body: 'On my way.' });
  expect(await bot.of(comment)).toMatchObject({ name: 'comment:added', row: { threadId: ticket.id } });
  await desk.change('project.create', project);
  expect(await bot.of(project.id)).toMatchObject({ name: 'project:updated', row: { name: 'Move' } });
});

test('what is urgent is marked, comments of it too', async () => {
  const { server, admin, desk } = await serverWithDesk();
  const { bot } = await listeningBot(server.url, admin, ['desk']);
  const [urgent, comment] = [newTicket({ priority: 'urgent' }), newId()];
  await desk.change('ticket.create', urgent);
  await desk.change('message.create', { id: comment, threadId: urgent.id, body: 'It burns.' });
  expect((await bot.of(urgent.id)).urgent).toBe(true);
  expect((await bot.of(comment)).urgent).toBe(true);
  await desk.change('ticket.update', { id: urgent.id, changes: { priority: change('urgent', 'low') } });
  expect((await bot.of(urgent.id, (heard) => heard.row.priority === 'low')).urgent).toBe(false);
});

test('24: a bot hears only of the scopes of its token: of a project’s tickets while they are there', async () => {
  const { server, admin, desk } = await serverWithDesk();
  const staff = await server.person('staff');
  const theirs = await connect(server, staff.accessToken);
  const [project, other] = [newProject(), newProject()];
  await desk.change('project.create', project);
  await desk.change('project.create', other);
  const ofProject = await listeningBot(server.url, admin, [`project:${project.id}`]);
  const ofStaff = await listeningBot(server.url, admin, [`user:${staff.user.id}`]);
  const ofDesk = await listeningBot(server.url, admin, ['desk']);

  const [inside, outside, own] = [newTicket({ projectId: project.id }), newTicket(), newTicket()];
  await desk.change('ticket.create', inside);
  await desk.change('ticket.create', outside);
  await desk.change('message.create', { id: newId(), threadId: outside.id, body: 'Only for the desk.' });
  await theirs.change('ticket.create', own);
  const move = (was: string | null, now: string) => ({
    id: outside.id,
    changes: { projectId: change(was, now) },
  });
  await ofDesk.bot.of(outside.id);
  await desk.change('ticket.update', move(null, project.id));
  expect(await ofProject.bot.of(outside.id)).toMatchObject({ name: 'ticket:updated' });
  await desk.change('ticket.update', move(project.id, other.id));
  const last = newTicket({ projectId: project.id, creatorId: staff.user.id });
  await desk.change('ticket.create', last);
  await ofProject.bot.of(last.id);
  await ofStaff.bot.of(own.id);
  await ofDesk.bot.of(last.id);

  expect(ofProject.bot.namesOf(inside.id)).toEqual(['ticket:created']);
  expect(ofProject.bot.namesOf(outside.id)).toEqual(['ticket:updated']);
  expect(ofProject.bot.namesOf(own.id)).toEqual([]);
  expect(JSON.stringify(ofProject.bot.heard)).not.toContain('Only for the desk.');
  expect(new Set(ofStaff.bot.heard.map((heard) => heard.row.id))).toEqual(new Set([own.id]));
  expect(ofDesk.bot.namesOf(outside.id)).toEqual([
    'ticket:created',
    'ticket:updated',
    'ticket:updated',
    'ticket:updated',
  ]);
});

test('a bot hears only the events that its token names', async () => {
  const { server, admin, desk } = await serverWithDesk();
  const { bot } = await listeningBot(server.url, admin, ['desk'], ['comment:added']);
  const [ticket, comment] = [newTicket(), newId()];
  await desk.change('ticket.create', ticket);
  await desk.change('message.create', { id: comment, threadId: ticket.id, body: 'Hello' });
  await bot.of(comment);
  expect(bot.heard.map((heard) => heard.name)).toEqual(['comment:added']);
});

test('a row that several scopes of a token name is told once', async () => {
  const { server, admin, desk } = await serverWithDesk();
  const project = newProject();
  await desk.change('project.create', project);
  const scopes = ['desk', `project:${project.id}`, `user:${admin.user.id}`];
  const { bot } = await listeningBot(server.url, admin, scopes);
  const [ticket, last] = [newTicket({ projectId: project.id }), newTicket()];
  await desk.change('ticket.create', ticket);
  await desk.change('ticket.create', last);
  await bot.of(last.id);
  expect(bot.namesOf(ticket.id)).toEqual(['ticket:created']);
});

test('changes that another process commits are told, each once', async () => {
  const { server, admin } = await serverWithDesk();
  const second = await testServer({ HOLDFAST_DATA: server.config.dataFolder });
  const elsewhere = await connect(second, admin.accessToken);
  const { bot } = await listeningBot(server.url, admin, ['desk']);
  const tickets = [newTicket(), newTicket(), newTicket()];
  for (const ticket of tickets) await elsewhere.change('ticket.create', ticket);
  for (const ticket of tickets) await bot.of(ticket.id);
  expect(bot.heard.map((heard) => heard.row.id)).toEqual(tickets.map((ticket) => ticket.id));
});

test('a long-offline outbox is told whole: each ticket as new once, also where it was changed since', async () => {
  const { server, admin, desk } = await serverWithDesk();
  const { bot } = await listeningBot(server.url, admin, ['desk']);
  const tickets = Array.from({ length: 300 }, () => newTicket());
  const mutations = tickets.map((ticket) => desk.mutation('ticket.create', ticket));
  // Its entry is the last, beyond what is read at a time, and tells of it what was made first.
  const changed = tickets[0]?.id ?? '';
  const closing = { id: changed, changes: { status: change('open', 'closed') } };
  await desk.push([...mutations, desk.mutation('ticket.update', closing)]);
  for (const ticket of tickets) await bot.of(ticket.id);
  const created = bot.heard.filter((heard) => heard.name === 'ticket:created').map((heard) => heard.row.id);
  expect(created.sort()).toEqual(tickets.map((ticket) => ticket.id).sort());
  const versions = bot.heard.map((heard) => heard.version);
  expect(versions).toEqual([...versions].sort((left, right) => left - right));
});

test('24: a bot with the scope of everyone hears who is there, whoever appears offline left out; others do not', async () => {
  const { server, admin, desk } = await serverWithDesk({ HOLDFAST_PRESENCE_INTERVAL_MS: '50' });
  await desk.send('presence:update', { status: 'online' });
  const eve = await server.person('staff', 'Eve');
  const phone = await connect(server, eve.accessToken);
  await desk.event('presence:change');
  const { bot } = await listeningBot(server.url, admin, ['everyone']);
  const { bot: deaf } = await listeningBot(server.url, admin, ['desk', 'admin']);
  await expect.poll(() => bot.presence).toMatchObject([{ whole: true, online: [admin.user.id] }]);
  await phone.send('presence:update', { status: 'hidden' });
  await desk.send('presence:update', { status: 'idle' });
  await expect.poll(() => bot.presence.at(-1)?.idle).toMatchObject([[admin.user.id, expect.any(Number)]]);
  expect(JSON.stringify(bot.presence)).not.toContain(eve.user.id);
  expect([deaf.presence, bot.heard]).toEqual([[], []]);
});
