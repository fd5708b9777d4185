import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HeadlessClient } from '../support/headless-client.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

const examples = path.resolve(import.meta.dirname, '../../examples');
const importing = [
  'import',
  'csv',
  path.join(examples, 'service-requests.csv'),
  '--map',
  path.join(examples, 'service-requests.map.json'),
  '--json',
];

let server: ServerProcess;

beforeEach(async () => {
  server = new ServerProcess();
  await server.addPeople(people.admin, people.agent, people.staff);
});

afterEach(() => server.remove());

test('S15: the 1,000 example tickets arrive whole in compressed pages, and a second import doubles nothing', async () => {
  expect(JSON.parse(await server.admin(importing))).toEqual({ imported: 1_000, skipped: 0, rejected: [] });
  await server.start();
  const ben = new HeadlessClient();
  await ben.signIn(server.url, people.agent);
  const numbers = ben.rows('ticket').map((queried) => Number(queried.row.number));
  expect(numbers.sort((left, right) => left - right)).toEqual(
    Array.from({ length: 1_000 }, (_, index) => index + 1),
  );
  expect(JSON.parse(await server.admin(importing))).toMatchObject({ imported: 0, skipped: 1_000 });
  ben.remove();
});

test('S13: what the command line writes while the server runs reaches open windows', async () => {
  await server.start();
  const ben = new HeadlessClient();
  await ben.signIn(server.url, people.agent);
  await server.admin(importing);
  await waitFor('the imported tickets', () => ben.rows('ticket').length === 1_000);
  expect(ben.rows('division').length).toBeGreaterThan(0);
  ben.remove();
});

test('S7, S8: staff get the directory and no ticket of others', async () => {
  await server.admin(importing);
  await server.start();
  const sam = new HeadlessClient();
  await sam.signIn(server.url, people.staff);
  const tables = sam.session.account.statements.all<{ tbl: string }>(
    'SELECT DISTINCT t.name AS tbl FROM entry AS e JOIN name AS t ON t.number = e.tbl ORDER BY t.name',
  );
  expect(tables.map((row) => row.tbl)).toEqual(['division', 'user']);
  expect(sam.rows('user').length).toBe(3);
  sam.remove();
});

test('what arrives in the first sync is not news, and the windows are told that it has ended', async () => {
  await server.start();
  const ben = new HeadlessClient();
  await ben.signIn(server.url, people.agent);
  const samId = String(ben.rows('user', { where: { email: people.staff.email } })[0]?.row.id);
  const id = ben.createTicket('Assigned long ago', { assigneeId: samId });
  ben.mutate('message.create', { id: ben.newId(), threadId: id, body: 'An old comment' });
  await ben.waitUntilSent();
  const sam = new HeadlessClient();
  await sam.signIn(server.url, people.staff);
  await waitFor(
    'the end of the first sync',
    () => sam.sessionStates.at(-1)?.state === 'signed-in' && sam.session.connection().state === 'live',
  );
  expect(sam.rows('ticket')).toHaveLength(1);
  expect(sam.announced).toEqual([]);
  expect(sam.sessionStates.at(-1)).toMatchObject({ firstSync: false });
  ben.mutate('message.create', { id: ben.newId(), threadId: id, body: 'A new comment' });
  await waitFor('the news', () => sam.announced.length === 1);
  ben.remove();
  sam.remove();
});

test('a ticket that comes into sight is announced once, not with every old comment', async () => {
  await server.start();
  const ben = new HeadlessClient();
  const sam = new HeadlessClient();
  await ben.signIn(server.url, people.agent);
  await sam.signIn(server.url, people.staff);
  const id = ben.createTicket('With a history');
  for (const body of ['one', 'two']) ben.mutate('message.create', { id: ben.newId(), threadId: id, body });
  await ben.waitUntilSent();
  const samId = sam.session.account.userId;
  ben.mutate('ticket.update', { id, changes: { assigneeId: { was: null, now: samId } } });
  await waitFor('the old comments', () => sam.rows('message').length === 2);
  await waitFor('the news', () => sam.announced.length > 0);
  expect(sam.announced.map(({ title }) => title)).toEqual(['Ben Agent assigned a ticket to you']);
  ben.remove();
  sam.remove();
});
