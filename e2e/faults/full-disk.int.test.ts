import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SessionState } from '../../apps/desktop/src/engine/api/state.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

const NO_LIMIT = 1_000_000;
let server: ServerProcess;
let clients: HeadlessClient[];
/** The file of the client whose disk fills up. */
let files: Database[];

beforeEach(async () => {
  server = new ServerProcess();
  await server.addPeople(people.agent, people.second);
  await server.start();
  clients = [];
  files = [];
});

afterEach(async () => {
  for (const client of clients) client.remove();
  await server.remove();
});

async function join(person: (typeof people)[keyof typeof people]): Promise<HeadlessClient> {
  const client = new HeadlessClient((environment) => ({
    ...environment,
    openFile: (file) => {
      const database = environment.openFile(file);
      files.push(database);
      return database;
    },
  }));
  clients.push(client);
  await client.signIn(server.url, person);
  await client.waitUntilLive();
  return client;
}

function fill(file: Database | undefined): void {
  file?.pragma(`max_page_count = ${Number(file.pragma('page_count', { simple: true }))}`);
}

function makeRoom(file: Database | undefined): void {
  file?.pragma(`max_page_count = ${NO_LIMIT}`);
}

function diskOf(client: HeadlessClient): string | undefined {
  const state: SessionState | undefined = client.sessionStates.at(-1);
  return state?.state === 'signed-in' ? state.disk?.kind : undefined;
}

const long = 'words '.repeat(2_000);

test('S20: with the disk full a change is refused in plain words and leaves nothing half-written; with room again it is saved', async () => {
  const ben = await join(people.agent);
  const [file] = files;
  fill(file);
  const before = ben.session.connection().waiting;
  expect(() => ben.createTicket('Too much', { description: long })).toThrow(
    'The disk is full, and nothing was saved. Make room on it, then try again.',
  );
  expect(diskOf(ben)).toBe('full');
  expect(ben.session.connection().waiting).toBe(before);
  expect(ben.rows('ticket')).toEqual([]);
  makeRoom(file);
  const id = ben.createTicket('Enough room', { description: long });
  expect(diskOf(ben)).toBeUndefined();
  await ben.waitUntilSent();
  expect(ben.row('ticket', id)?.number).toBe(1);
  expect(file?.pragma('integrity_check', { simple: true })).toBe('ok');
});

test('S12, S20: with the disk full nothing of a page is half-applied, the engine stays up and tells, and goes on by itself when there is room', async () => {
  const ben = await join(people.agent);
  const [file] = files;
  const cleo = await join(people.second);
  const kept = cleo.createTicket('Before');
  await waitFor('the first ticket', () => ben.row('ticket', kept)?.number === 1);
  fill(file);
  const titles = Array.from({ length: 50 }, (_, place) => `Ticket ${place}`);
  for (const title of titles) cleo.createTicket(title, { description: long });
  await cleo.waitUntilSent();
  await waitFor('the notice', () => diskOf(ben) === 'full');
  await waitFor('the reason', () => ben.session.connection().problem?.includes('The disk is full'));
  expect(ben.row('ticket', kept)?.title).toBe('Before');
  expect(file?.pragma('integrity_check', { simple: true })).toBe('ok');
  makeRoom(file);
  await waitFor('the rest', () => ben.rows('ticket').length === titles.length + 1, 60_000);
  await waitFor('the end of the notice', () => diskOf(ben) === undefined);
}, 90_000);
