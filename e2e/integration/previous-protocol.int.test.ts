import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { HASH_LIMIT, hashRow } from '@holdfast/shared/hash.ts';
import { createIdSource } from '@holdfast/shared/ids.ts';
import { usualWeekdays } from '@holdfast/shared/model/work-hours.ts';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createNodeEnvironment } from '../../apps/desktop/src/engine/host/node-environment.ts';
import { openAccount } from '../../apps/desktop/src/engine/session/account.ts';
import type * as previous from '../previous/engine-protocol-1.mjs';
import { PreviousClient } from '../previous/previous-client.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { type Person, people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';

const tables = [
  'user',
  'division',
  'membership',
  'project',
  'ticket',
  'thread',
  'message',
  'activity',
  'overwrite',
];

const newId = createIdSource(Date.now, (count) => randomBytes(count));
const nodeEnvironment = createNodeEnvironment(() => {});

let server: ServerProcess;
const cleanUps: (() => void)[] = [];

beforeEach(async () => {
  server = new ServerProcess();
  await server.addPeople(people.admin, people.agent, people.second, people.staff);
  await server.start();
});

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
  await server.remove();
});

async function current(person: Person): Promise<HeadlessClient> {
  const client = new HeadlessClient();
  cleanUps.push(() => client.remove());
  await client.signIn(server.url, person);
  return client;
}

async function old(person: Person): Promise<previous.LiveSession> {
  const client = await PreviousClient.signIn(server.url, person);
  cleanUps.push(() => client.remove());
  return client.session;
}

const ticket = (id: string, title: string) => ({
  ...{ id, title, description: '', priority: 'normal' },
  ...{ assigneeId: null, projectId: null, divisionId: null, due: null },
});

/** The old engine's base: what the server told it. */
function baseOf({ account }: previous.LiveSession): unknown[] {
  return tables.flatMap((table) =>
    account.statements.all(
      `SELECT '${table}' AS tbl, id, row_version, data FROM "${table}_base" ORDER BY id`,
    ),
  );
}

function baseOfCurrent({ session }: HeadlessClient): unknown[] {
  const { statements } = session.account;
  return tables.flatMap((table) =>
    statements.all(`SELECT '${table}' AS tbl, id, row_version, data FROM "${table}_base" ORDER BY id`),
  );
}

const titleOf = (session: previous.LiveSession, id: string) =>
  session.account.statements.get<{ title: string }>('SELECT title FROM ticket WHERE id = ?', id)?.title;

async function settled(session: previous.LiveSession): Promise<void> {
  await waitFor('an empty outbox', () => session.connection().waiting === 0);
}

test('S24: an engine of protocol 1 syncs both ways beside one of today, and both end with the same rows', async () => {
  const now = await current(people.agent);
  for (let count = 0; count < 30; count += 1) now.createTicket(`Before ${count}`);
  await now.waitUntilSent();
  const before = await old(people.agent);

  const id = newId();
  before.mutate('ticket.create', ticket(id, 'From the old one'));
  await waitFor('the old one’s ticket', () => now.row('ticket', id));
  now.mutate('ticket.update', { id, changes: { title: { was: 'From the old one', now: 'Seen by both' } } });
  await waitFor('the new title', () => titleOf(before, id) === 'Seen by both');
  before.mutate('message.create', { id: newId(), threadId: id, body: 'A word from before.' });
  await settled(before);
  await now.waitUntilSent();
  await waitFor(
    'the same rows',
    () => JSON.stringify(baseOf(before)) === JSON.stringify(baseOfCurrent(now)),
  ).catch(() => {});
  expect(baseOf(before)).toEqual(baseOfCurrent(now));
  expect(before.connection()).toMatchObject({ state: 'live', refused: 0 });
});

test('S6, S24: an engine of protocol 1 that was cut off sends what waits, and learns what it missed', async () => {
  const before = await old(people.agent);
  const now = await current(people.second);
  before.sync.stop();
  const ids = Array.from({ length: 20 }, () => newId());
  for (const id of ids) before.mutate('ticket.create', ticket(id, 'Made offline'));
  const missed = now.createTicket('Missed');
  await now.waitUntilSent();
  before.sync.start();
  await settled(before);
  await waitFor('what it missed', () => titleOf(before, missed) === 'Missed');
  await waitFor('all of them', () => ids.every((id) => now.row('ticket', id) !== undefined));
  expect(now.rows('ticket')).toHaveLength(21);
});

test('S24, S30: what protocol 1 does not know of does it no harm: kinds of overwrites, new changes, and conversations', async () => {
  const before = await old(people.agent);
  const now = await current(people.agent);
  const other = await current(people.second);
  const id = newId();
  before.mutate('ticket.create', ticket(id, 'Mine'));
  await waitFor('the ticket', () => other.row('ticket', id));
  other.mutate('ticket.update', { id, changes: { title: { was: 'Mine', now: 'Theirs' } } });
  await waitFor('their title', () => titleOf(before, id) === 'Theirs');
  await waitFor('their title', () => now.row('ticket', id)?.title === 'Theirs');
  // The undo of a change that is not there any more: its author is told, on all of their devices.
  now.mutate('ticket.revert', { id, changes: { title: { ifStill: 'Mine', now: 'Older' } } });
  await now.waitUntilSent();
  await waitFor('the notice', () => now.rows('overwrite').some(({ row }) => row.kind === 'undo-skipped'));
  const overwrites = () => before.account.statements.all<{ data: string }>('SELECT data FROM overwrite_base');
  await waitFor('the notice', () => overwrites().some(({ data }) => data.includes('undo-skipped')));
  before.mutate('ticket.update', { id, changes: { title: { was: 'Theirs', now: 'Once more' } } });
  await settled(before);
  await waitFor('the last title', () => now.row('ticket', id)?.title === 'Once more');
  const messageId = talk(now, id);
  const arrived = 'SELECT 1 FROM message_base WHERE id = ?';
  await waitFor('the message', () => before.account.statements.get(arrived, messageId));
  const said = before.account.statements.get(
    "SELECT json_extract(data, '$.body') AS body FROM message WHERE threadId = ?",
    id,
  );
  expect(said).toEqual({ body: 'With a picture' });
  await waitFor('the same rows', () => isDeepStrictEqual(baseOf(before), baseOfCurrent(now)));
  expect(before.connection()).toMatchObject({ state: 'live', refused: 0 });
  expect(before.changes()).toEqual({ waiting: [], refused: [] });
});

/** A message with a file on a ticket, and a group with a message that somebody reacted to. */
function talk(client: HeadlessClient, ticketId: string): string {
  const [threadId, messageId] = [newId(), newId()];
  const members = [{ id: newId(), userId: client.session.account.userId }];
  client.mutate('conversation.create', { id: threadId, name: 'Roads', members });
  const files = [newFile('Picture.png')];
  client.mutate('message.post', { id: newId(), threadId: ticketId, body: 'With a picture', files });
  client.mutate('message.create', { id: messageId, threadId, body: 'Hello' });
  client.mutate('reaction.add', { id: newId(), messageId, emoji: '👍' });
  return messageId;
}

function newFile(name: string) {
  return { id: newId(), name, hash: 'a'.repeat(64), size: 1_000 };
}

test('S24: an engine of protocol 1 leaves plans, phases, hours, alerts and files as they are, and today’s finds them in its file', async () => {
  const before = await old(people.admin);
  const now = await current(people.admin);
  const projectId = newId();
  const project = { name: 'Move', description: '', divisionId: null };
  before.mutate('project.create', { id: projectId, membershipId: newId(), ...project });
  await waitFor('the project', () => now.row('project', projectId));
  plan(now, projectId);
  await now.waitUntilSent();
  await waitFor('the alert', () => now.rows('alert').length === 1);
  const raw = 'SELECT tbl FROM raw_row ORDER BY tbl';
  const arrived = () => new Set(before.account.statements.all<{ tbl: string }>(raw).map(({ tbl }) => tbl));
  await waitFor('the rows at the old one', () => planTables.every((table) => arrived().has(table)));
  before.mutate('project.update', { id: projectId, changes: { name: { was: 'Move', now: 'Removal' } } });
  await settled(before);
  await waitFor('the new name', () => now.row('project', projectId)?.name === 'Removal');
  expect(now.row('project', projectId)).toMatchObject({ cash: 1, cashThreshold: 2, endsOn: '2030-01-31' });
  await waitFor('the same rows', () => isDeepStrictEqual(baseOf(before), baseOfCurrent(now)));
  expect(before.connection()).toMatchObject({ state: 'live', refused: 0 });
  before.stop();

  const folder = path.resolve(before.account.folder, '../..');
  const migrated = openAccount(nodeEnvironment, folder, before.account);
  const inFile = planTables.map((table) => migrated.statements.all(`SELECT id, data FROM ${table}_base`));
  const { statements } = now.session.account;
  expect(inFile).toEqual(planTables.map((table) => statements.all(`SELECT id, data FROM ${table}_base`)));
  expect(inFile.map((rows) => rows.length)).toEqual(planTables.map(() => 1));
  migrated.close();
});

const planTables = [
  'phase',
  'assignment',
  'work_hours',
  'absence',
  'holiday',
  'alert',
  'alert_rule',
  'attachment',
];

/** Makes a row of each table that came with schemas 5 and 6. The project runs short of cash, so that an alert is raised. */
function plan(client: HeadlessClient, projectId: string): void {
  const userId = client.session.account.userId;
  const days = { startsOn: '2030-01-07', endsOn: '2030-01-31' };
  client.mutate('alert-rule.set', { kind: 'overspent', limit: 80 });
  client.mutate('project.plan', {
    id: projectId,
    changes: {
      cash: { was: null, now: 1 },
      cashThreshold: { was: null, now: 2 },
      endsOn: { was: null, now: days.endsOn },
    },
  });
  client.mutate('phase.create', {
    ...{ id: newId(), projectId, name: 'Packing', position: 'a0', ...days },
    ...{ status: 'planned', progress: 0 },
  });
  const hours = { hours: { was: 0, now: 8 } };
  client.mutate('assignment.set', { userId, projectId, phaseId: null, week: days.startsOn, changes: hours });
  const weekdays = { was: [...usualWeekdays], now: [6, 6, 6, 6, 6, 0, 0] };
  client.mutate('work-hours.set', { id: userId, changes: { weekdays } });
  client.mutate('attachment.add', {
    ...newFile('Plan.pdf'),
    ...{ subjectTable: 'project', subjectId: projectId },
  });
  client.mutate('absence.add', { id: newId(), userId, ...days, share: 50, note: '' });
  client.mutate('holiday.add', {
    id: newId(),
    day: days.startsOn,
    name: 'Free',
    divisionId: null,
    share: 100,
  });
}

/** A row of a table that only a later server knows, as that server would have written it. */
function writeUnknownRow(folder: string, id: string): void {
  const db = new Database(path.join(folder, 'holdfast.sqlite'));
  const data = JSON.stringify({ id, colour: 'green' });
  db.exec(`CREATE TABLE gadget (id TEXT PRIMARY KEY, row_version INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0, data TEXT NOT NULL, hash INTEGER NOT NULL DEFAULT 0)`);
  db.transaction(() => {
    const { version } = db
      .prepare<[], { version: number }>('UPDATE server_meta SET version = version + 1 RETURNING version')
      .get() ?? { version: 0 };
    const hash = hashRow('gadget', id, version, data);
    db.prepare('INSERT INTO gadget (id, row_version, data, hash) VALUES (?, ?, ?, ?)').run(
      id,
      version,
      data,
      hash,
    );
    db.prepare(
      "INSERT INTO sync_entry (tbl, id, scope, version, gone) VALUES ('gadget', ?, 'everyone', ?, 0)",
    ).run(id, version);
    db.prepare(
      "UPDATE sync_scope SET head = ?, live = live + 1, digest = (digest + ?) % ? WHERE scope = 'everyone'",
    ).run(version, hash, HASH_LIMIT);
  }).immediate();
  db.close();
}

test('S24: rows of a table that neither engine knows are kept as they are, and disturb nothing', async () => {
  const before = await old(people.agent);
  const now = await current(people.second);
  const id = newId();
  writeUnknownRow(server.folder, id);
  const raw = (statements: previous.Statements | HeadlessClient['session']['account']['statements']) =>
    statements.get<{ data: string }>("SELECT data FROM raw_row WHERE tbl = 'gadget' AND id = ?", id)?.data;
  await waitFor('the row at the old one', () => raw(before.account.statements));
  await waitFor('the row at the new one', () => raw(now.session.account.statements));
  const ticketId = newId();
  before.mutate('ticket.create', ticket(ticketId, 'Still at work'));
  await waitFor('the ticket', () => now.row('ticket', ticketId));
  const late = await current(people.admin);
  expect(raw(late.session.account.statements)).toContain('green');
});

test('S11, S24: an engine of protocol 1 loses what its person may no longer see', async () => {
  const before = await old(people.staff);
  const now = await current(people.agent);
  const id = now.createTicket('For a while', { assigneeId: before.account.userId });
  await waitFor('the ticket', () => titleOf(before, id) === 'For a while');
  now.mutate('ticket.update', {
    id,
    changes: { assigneeId: { was: before.account.userId, now: null } },
  });
  await waitFor('its end', () => titleOf(before, id) === undefined);
  expect(before.connection().state).toBe('live');
});
