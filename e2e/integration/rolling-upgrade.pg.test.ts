import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createIdSource } from '@holdfast/shared/ids.ts';
import type { Json } from '@holdfast/shared/json.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostgresProcess } from '../../apps/server/src/test-support/postgres-process.ts';
import { RedisProcess } from '../../apps/server/src/test-support/redis-process.ts';
import { PreviousClient } from '../previous/previous-client.ts';
import { Many } from '../proxies/many.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { type Person, people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

const PROCESSES = 2;
const WRITE_EVERY_MS = 100;
const LONG_MS = 60_000;

/** Makes of a server one of the step before: see there what is today's all the same. */
const before = pathToFileURL(path.join(import.meta.dirname, '../previous/server-before.mjs'));
const BEFORE = { NODE_OPTIONS: `--import=${before.href}` };

const newId = createIdSource(Date.now, (count) => randomBytes(count));
const cleanUps: (() => unknown)[] = [];
let postgres: PostgresProcess;
let redis: RedisProcess;

beforeAll(async () => {
  postgres = await PostgresProcess.start();
  redis = await RedisProcess.start();
});

afterAll(async () => {
  for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  await redis.remove();
  await postgres.remove();
});

/** Processes of the step before on one database, the first of which made it, and HAProxy. */
async function startBefore(): Promise<{ servers: ServerProcess[]; url: string }> {
  const settings = {
    HOLDFAST_DATABASE_URL: await postgres.database('holdfast'),
    HOLDFAST_REDIS_URL: redis.url,
    HOLDFAST_TRUSTED_PROXIES: 'loopback',
    HOLDFAST_RECONNECT_SPREAD_MS: '300',
  };
  const first = new ServerProcess({ ...settings, ...BEFORE });
  cleanUps.push(() => first.remove());
  await first.addPeople(people.agent, people.second, people.admin, people.manager);
  const servers = Array.from({ length: PROCESSES }, () => new ServerProcess(settings, first.folder));
  cleanUps.push(() => Promise.all(servers.map((server) => server.kill())));
  for (const server of servers) await server.start(BEFORE);
  const many = await Many.start({ servers: servers.map(({ url }) => Number(new URL(url).port)) });
  cleanUps.push(() => many.stop());
  return { servers, url: many.url };
}

type Mutate = (name: string, args: Json) => unknown;

interface Writing {
  readonly tickets: readonly string[];
  readonly stop: () => void;
}

/** Makes tickets and comments on them without a pause. */
function writeAlways(name: string, mutate: Mutate): Writing {
  const tickets: string[] = [];
  const nothing = { description: '', assigneeId: null, projectId: null, divisionId: null, due: null };
  const timer = setInterval(() => {
    const id = newId();
    mutate('ticket.create', { ...nothing, id, title: `${name} ${tickets.length}`, priority: 'normal' });
    mutate('message.create', { id: newId(), threadId: id, body: 'At once.' });
    tickets.push(id);
  }, WRITE_EVERY_MS);
  cleanUps.push(() => clearInterval(timer));
  return { tickets, stop: () => clearInterval(timer) };
}

/** An app of today, which nobody serves yet. */
async function joinTooEarly(url: string, person: Person): Promise<HeadlessClient> {
  const client = new HeadlessClient();
  cleanUps.push(() => client.remove());
  client.signIn(url, person, LONG_MS).catch(() => {});
  await waitFor('the sign-in', () => client.sessionStates.some(({ state }) => state === 'signed-in'));
  await waitFor('the refusal', () => client.session.connection().state === 'update-needed');
  return client;
}

function numberOf({ session }: PreviousClient, id: string | undefined): number | null | undefined {
  const sql = 'SELECT number FROM ticket WHERE id = ?';
  return session.account.statements.get<{ number: number | null }>(sql, id)?.number;
}

/** Waits until something that each of them writes from now on has its number from the server. */
async function progress(clients: readonly PreviousClient[], writings: readonly Writing[]): Promise<void> {
  for (const [place, { tickets }] of writings.entries()) {
    const client = clients[place];
    const next = tickets.length;
    await waitFor('a number', () => client && numberOf(client, tickets[next] ?? ''), LONG_MS);
  }
}

type Session = PreviousClient['session'] | HeadlessClient['session'];

/** Tables that the previous engine knows too. */
const tables = ['ticket', 'thread', 'message', 'activity'];

/** The versions of what was sent to an engine, added up: quicker to look at again and again than the rows. */
function sumOf({ account }: Session): number {
  const sumIn = (table: string) => {
    const sql = `SELECT total(row_version) AS sum FROM "${table}_base"`;
    return account.statements.get<{ sum: number }>(sql)?.sum ?? 0;
  };
  return tables.reduce((sum, table) => sum + sumIn(table), 0);
}

function baseOf({ account }: Session): unknown[] {
  return tables.flatMap((table) =>
    account.statements.all(`SELECT id, row_version, data FROM "${table}_base" ORDER BY id`),
  );
}

test('S24, promise 1: processes of the step before are replaced one by one under load; no write fails, none is doubled', async () => {
  const { servers, url } = await startBefore();
  const old = [
    await PreviousClient.signIn(url, people.agent),
    await PreviousClient.signIn(url, people.second),
  ];
  for (const client of old) cleanUps.push(() => client.remove());
  const writings = old.map(({ session }, place) =>
    writeAlways(`Old ${place}`, (...what) => session.mutate(...what)),
  );
  const now = await joinTooEarly(url, people.admin);
  await progress(old, writings);

  for (const server of servers) {
    expect(await server.stop()).toBe(0);
    await server.start();
    await progress(old, writings);
  }
  await waitFor('an app of today to come in by itself', () => now.session.isSynced(), LONG_MS);
  for (const { stop } of writings) stop();
  now.createTicket('By an app of today');
  for (const { session } of [...old, now]) {
    await waitFor('an empty outbox', () => session.connection().waiting === 0, LONG_MS);
    expect(session.connection().refused).toBe(0);
  }
  const written = writings.flatMap(({ tickets }) => tickets).length + 1;
  for (const { session } of old) {
    await waitFor('the same rows', () => sumOf(session) === sumOf(now.session), LONG_MS).catch(() => {});
    expect(baseOf(session)).toEqual(baseOf(now.session));
  }
  const numbers = now.rows('ticket').map(({ row }) => Number(row.number));
  expect(numbers.toSorted((left, right) => left - right)).toEqual(
    Array.from({ length: written }, (_, place) => place + 1),
  );
  expect(now.rows('message')).toHaveLength(written - 1);
  expect(servers.flatMap(({ faults, ownEnds }) => [...faults, ...ownEnds])).toEqual([]);
  expect(await servers[0]?.admin(['check'])).toBeDefined();
}, 240_000);
