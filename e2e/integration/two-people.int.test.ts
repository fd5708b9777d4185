import { afterEach, beforeEach, expect, test } from 'vitest';
import { HeadlessClient } from '../support/headless-client.ts';
import { LineProxy } from '../support/line-proxy.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

let server: ServerProcess;
let clients: HeadlessClient[];
let proxies: LineProxy[];

beforeEach(async () => {
  server = new ServerProcess();
  clients = [];
  proxies = [];
  await server.addPeople(people.admin, people.agent, people.second, people.staff);
  await server.start();
});

afterEach(async () => {
  for (const client of clients) client.remove();
  for (const proxy of proxies) await proxy.stop();
  await server.remove();
});

async function join(person: (typeof people)[keyof typeof people], url = server.url): Promise<HeadlessClient> {
  const client = new HeadlessClient();
  clients.push(client);
  await client.signIn(url, person);
  return client;
}

async function joinByLine(
  person: (typeof people)[keyof typeof people],
): Promise<[HeadlessClient, LineProxy]> {
  const proxy = new LineProxy(server.url);
  proxies.push(proxy);
  return [await join(person, await proxy.start()), proxy];
}

async function goOffline(client: HeadlessClient, proxy: LineProxy): Promise<void> {
  proxy.cutLine();
  await waitFor('the cut line', () => client.session.connection().state !== 'live');
}

async function goOnline(client: HeadlessClient, proxy: LineProxy): Promise<void> {
  proxy.heal();
  client.session.sync.tryNow();
  await client.waitUntilLive();
  await client.waitUntilSent();
}

function change(id: string, field: string, was: string | null, now: string | null) {
  return { id, changes: { [field]: { was, now } } };
}

test('promise 1: what was written with the server down and through a restart is there, and arrives once, in order, with a number', async () => {
  const ben = await join(people.agent);
  const cleo = await join(people.second);
  await server.kill();
  const id = ben.createTicket('Written in the basement', { description: 'No network here.' });
  ben.mutate('ticket.update', change(id, 'priority', 'normal', 'high'));
  for (const body of ['first', 'second', 'third'])
    ben.mutate('message.create', { id: ben.newId(), threadId: id, body });
  await ben.restart();
  expect(ben.row('ticket', id)).toMatchObject({
    title: 'Written in the basement',
    priority: 'high',
    number: null,
  });
  expect(ben.rows('message')).toHaveLength(3);
  await server.start();
  ben.session.sync.tryNow();
  cleo.session.sync.tryNow();
  const seen = await waitFor(
    'the ticket at the other person',
    () => cleo.rows('message').length === 3 && cleo.row('ticket', id),
  );
  expect(seen).toMatchObject({ title: 'Written in the basement', priority: 'high', number: 1 });
  const order = [{ column: 'createdAt', direction: 'ascending' as const }];
  expect(cleo.rows('message', { order }).map((queried) => queried.row.body)).toEqual([
    'first',
    'second',
    'third',
  ]);
  await ben.waitUntilSent();
  expect(ben.rows('ticket')).toHaveLength(1);
});

/** Two people who share a ticket, both without a line; Ben comes back first, then Cleo. */
async function bothOffline() {
  const [ben, benLine] = await joinByLine(people.agent);
  const [cleo, cleoLine] = await joinByLine(people.second);
  const id = ben.createTicket('Shared');
  await waitFor('the ticket', () => cleo.row('ticket', id));
  await goOffline(ben, benLine);
  await goOffline(cleo, cleoLine);
  const reconnect = async (): Promise<void> => {
    await goOnline(ben, benLine);
    await goOnline(cleo, cleoLine);
  };
  return { ben, cleo, id, reconnect };
}

test('S27: two people edit different fields of one ticket offline, and both edits stand for both', async () => {
  const { ben, cleo, id, reconnect } = await bothOffline();
  ben.mutate('ticket.update', change(id, 'title', 'Shared', 'Renamed by Ben'));
  cleo.mutate('ticket.update', change(id, 'priority', 'normal', 'urgent'));
  await reconnect();
  const both = { title: 'Renamed by Ben', priority: 'urgent' };
  await waitFor(
    'both edits for both',
    () => ben.row('ticket', id)?.priority === 'urgent' && cleo.row('ticket', id)?.title === both.title,
  );
  expect(ben.row('ticket', id)).toMatchObject(both);
  expect(cleo.row('ticket', id)).toMatchObject(both);
  expect(ben.rows('overwrite')).toEqual([]);
});

test('S28: of the same field the later arrival stands for both, and the other person is told', async () => {
  const { ben, cleo, id, reconnect } = await bothOffline();
  ben.mutate('ticket.update', change(id, 'status', 'open', 'waiting'));
  cleo.mutate('ticket.update', change(id, 'status', 'open', 'resolved'));
  await reconnect();
  const told = await waitFor('the word to Ben', () => ben.rows('overwrite')[0]?.row);
  expect(ben.row('ticket', id)?.status).toBe('resolved');
  expect(cleo.row('ticket', id)?.status).toBe('resolved');
  expect(told).toMatchObject({ subjectId: id, field: 'status', seen: false });
  expect(ben.row('activity', String(told.activityId))).toMatchObject({
    changes: [{ field: 'status', from: 'waiting', to: 'resolved' }],
  });
  expect(cleo.rows('overwrite')).toEqual([]);
});

test('S4, S22: a change that the server refuses leaves the list and is kept with its reason', async () => {
  const ben = await join(people.agent);
  const [sam, samLine] = await joinByLine(people.staff);
  const samId = String(sam.session.account.userId);
  const id = ben.createTicket('Assigned to Sam', { assigneeId: samId });
  await waitFor('the ticket', () => sam.row('ticket', id));
  sam.mutate('ticket.watch', { id, userId: samId });
  await sam.waitUntilSent();
  await goOffline(sam, samLine);
  sam.mutate('ticket.update', change(id, 'status', 'open', 'closed'));
  expect(sam.row('ticket', id)?.status).toBe('closed');
  ben.mutate('ticket.update', change(id, 'assigneeId', samId, null));
  await ben.waitUntilSent();
  await goOnline(sam, samLine);
  expect(sam.row('ticket', id)?.status).toBe('open');
  expect(sam.session.changes().refused).toMatchObject([
    { name: 'ticket.update', error: { code: 'AUTHORIZATION_FAILED' } },
  ]);
  expect(sam.session.changes().refused[0]?.error.message).toMatch(/desk/);
});

test('S11, S23: a staff member holds only rows that they may see, also after losing one', async () => {
  const ben = await join(people.agent);
  const sam = await join(people.staff);
  const samId = sam.session.account.userId;
  const hidden = ben.createTicket('Nothing for Sam');
  const shared = ben.createTicket('For Sam', { assigneeId: samId });
  ben.mutate('message.create', { id: ben.newId(), threadId: hidden, body: 'hidden words' });
  ben.mutate('message.create', { id: ben.newId(), threadId: shared, body: 'shared words' });
  await waitFor('the comment', () => sam.rows('message').length === 1);
  expect(sam.rows('ticket').map((queried) => queried.row.id)).toEqual([shared]);
  ben.mutate('ticket.update', change(shared, 'assigneeId', samId, null));
  await waitFor('the loss', () => sam.rows('ticket').length === 0 && sam.rows('message').length === 0);
  const stored = sam.session.account.statements.all<{ tbl: string }>(
    'SELECT DISTINCT n.name AS tbl FROM entry AS e JOIN name AS n ON n.number = e.tbl WHERE e.gone = 0',
  );
  // A notification names the ticket and holds nothing of it; what the system shows of it is taken away.
  expect(stored.map((row) => row.tbl).sort()).toEqual(['notification', 'user']);
  await waitFor('the end of the notice', () => sam.gone.includes(`ticket:${shared}`));
});

test('S6: a push whose acknowledgement was lost is sent again and takes effect once', async () => {
  const ben = await join(people.agent);
  let lost = 0;
  const cleo = new HeadlessClient((environment) => ({
    ...environment,
    transport: (url, handshake, events) => {
      const connection = environment.transport(url, handshake, events);
      return {
        ...connection,
        push: async (request) => {
          const answer = await connection.push(request);
          if (lost > 0 || request.mutations.length === 0) return answer;
          lost += 1;
          connection.close();
          return new Promise(() => {});
        },
      };
    },
  }));
  clients.push(cleo);
  await cleo.signIn(server.url, people.second);
  const id = cleo.createTicket('Once only');
  await waitFor('the lost answer', () => lost === 1);
  await cleo.waitUntilSent();
  await waitFor('the ticket', () => ben.row('ticket', id)?.number === 1);
  expect(ben.rows('ticket')).toHaveLength(1);
  expect(ben.rows('activity', { where: { subjectId: id } })).toHaveLength(1);
});

test('with WebSocket upgrades blocked everything works over long-polling', async () => {
  const proxy = new LineProxy(server.url, { blockUpgrades: true });
  proxies.push(proxy);
  const ben = await join(people.agent, await proxy.start());
  const cleo = await join(people.second);
  const id = ben.createTicket('Over long-polling');
  await waitFor('the ticket', () => cleo.row('ticket', id)?.number === 1);
  cleo.mutate('message.create', { id: cleo.newId(), threadId: id, body: 'Got it' });
  await waitFor('the comment', () => ben.rows('message').length === 1);
  expect(proxy.upgradesRefused).toBeGreaterThan(0);
});

test('a comment and an assignment by somebody else are announced, one’s own are not', async () => {
  const ben = await join(people.agent);
  const cleo = await join(people.second);
  const id = ben.createTicket('Mine');
  await waitFor('the ticket', () => cleo.row('ticket', id)?.number === 1);
  cleo.mutate('message.create', { id: cleo.newId(), threadId: id, body: 'I have a question' });
  await waitFor('the announcement', () => ben.announced.length === 1);
  expect(ben.announced[0]).toEqual({ title: 'Cleo Agent commented on Mine', body: 'I have a question' });
  ben.mutate('ticket.update', change(id, 'assigneeId', null, cleo.session.account.userId));
  await waitFor('the assignment', () => cleo.announced.length === 1);
  expect(cleo.announced[0]).toMatchObject({ title: 'Ben Agent assigned a ticket to you', body: '#1 Mine' });
  expect(ben.announced).toHaveLength(1);
});
