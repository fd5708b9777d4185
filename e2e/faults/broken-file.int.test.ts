import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HeadlessClient } from '../support/headless-client.ts';
import { leafPages, overwrite, PAGE_BYTES, pagesInTheMiddle } from '../support/overwrite.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

const TICKETS = 60;
let server: ServerProcess;
let ben: HeadlessClient;

beforeEach(async () => {
  server = new ServerProcess();
  await server.addPeople(people.agent);
  await server.start();
  ben = new HeadlessClient();
  await ben.signIn(server.url, people.agent);
});

afterEach(async () => {
  ben.remove();
  await server.remove();
});

/** Ben's file with rows of the server's and twenty changes that wait, closed. Gives the file and the ids that wait. */
async function prepare(): Promise<{ file: string; waiting: string[] }> {
  for (let place = 0; place < TICKETS; place += 1)
    ben.createTicket(`Sent ${place}`, { description: 'words '.repeat(100) });
  await ben.waitUntilSent();
  await server.kill();
  await waitFor('the lost line', () => ben.session.connection().state !== 'live');
  const waiting = Array.from({ length: 20 }, (_, place) => ben.createTicket(`Waiting ${place}`));
  const file = path.join(ben.session.account.folder, 'holdfast.db');
  ben.stop();
  return { file, waiting };
}

async function expectAllThere(waiting: readonly string[]): Promise<void> {
  await server.start();
  ben.session.sync.tryNow();
  await waitFor('the base', () => ben.rows('ticket').length === TICKETS + waiting.length, 30_000);
  await ben.waitUntilSent();
  const numbers = ben.rows('ticket').map((queried) => Number(queried.row.number));
  expect(numbers.toSorted((left, right) => left - right)).toEqual(numbers.map((_, place) => place + 1));
  expect(waiting.filter((id) => ben.row('ticket', id) === undefined)).toEqual([]);
  expect(ben.session.connection().refused).toBe(0);
}

function repaired() {
  const state = ben.sessionStates.at(-1);
  return state?.state === 'signed-in' && state.disk?.kind === 'repaired' ? state.disk : undefined;
}

function filesBeside(): string[] {
  return readdirSync(ben.session.account.folder).filter((name) => /broken|kept/.test(name));
}

test.each([
  [
    'pages in the middle',
    (file: string) =>
      overwrite(file, pagesInTheMiddle(file, 4, ['outbox', 'refused', 'confirmed']), 4 * PAGE_BYTES),
  ],
  [
    'the pages of tickets',
    (file: string) => overwrite(file, leafPages(file, 'ticket_base')[3] ?? 0, PAGE_BYTES),
  ],
  ['the header', (file: string) => overwrite(file, 0, 100)],
])(
  'S25: %s of the file are overwritten: set aside, told, nothing that waits is lost or doubled, and the rest is fetched again',
  async (_, destroy) => {
    const { file, waiting } = await prepare();
    destroy(file);
    await ben.restart();
    expect(repaired()).toMatchObject({ saved: 20, incomplete: false });
    expect(ben.session.connection().waiting).toBe(20);
    await expectAllThere(waiting);
    expect(filesBeside()).toEqual([]);
  },
  60_000,
);

test('S25: the same when it is found while at work', async () => {
  const { waiting } = await prepare();
  await ben.restart();
  expect(repaired()).toBeUndefined();
  const { database } = ben.session.account.statements;
  database.pragma('wal_checkpoint(TRUNCATE)');
  const places = database
    .prepare<[], { place: number }>(
      "SELECT pgoffset AS place FROM dbstat WHERE name = 'ticket_base' AND pagetype = 'leaf'",
    )
    .all();
  database.pragma('shrink_memory');
  for (const { place } of places) overwrite(database.name, place, PAGE_BYTES);
  expect(() => ben.rows('ticket')).toThrow(/is broken/);
  await waitFor('the repair', repaired);
  expect(ben.session.connection().waiting).toBe(20);
  await expectAllThere(waiting);
}, 60_000);
