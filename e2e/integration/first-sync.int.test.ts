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
    'SELECT DISTINCT tbl FROM entry ORDER BY tbl',
  );
  expect(tables.map((row) => row.tbl)).toEqual(['division', 'user']);
  expect(sam.rows('user').length).toBe(3);
  sam.remove();
});
