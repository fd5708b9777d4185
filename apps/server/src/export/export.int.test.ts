import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { directThreadId } from '@holdfast/shared/direct-thread-id.ts';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { withData } from '../cli/open-data.ts';
import { loadConfig } from '../config.ts';
import { dataFile } from '../store/sqlite/data-file.ts';
import { inSqliteSnapshot } from '../store/sqlite/sqlite-snapshot.ts';
import { applyMutation } from '../sync/apply-mutation.ts';
import { newTicket } from '../test-support/changes.ts';
import { runHere } from '../test-support/run-command.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { addPerson, emailOf, newId, PASSWORD } from '../test-support/test-server.ts';
import { exportJson } from './export-json.ts';

/** Data of one admin, and a way to make tickets in it. */
async function someData() {
  const config = loadConfig({ HOLDFAST_DATA: tempFolder() });
  const { id } = await addPerson(config, 'admin', 'Ada');
  const add = (name: string, all: readonly object[]) =>
    withData(config, ({ queue }) =>
      queue.submit(all.length, function* (commit) {
        const person = yield* commit.person(id);
        for (const args of all) yield* applyMutation(commit, person, { name, args, at: commit.now });
      }),
    );
  const addTickets = (tickets: readonly object[]) => add('ticket.create', tickets);
  const run = (...args: string[]) => runHere(args, { HOLDFAST_DATA: config.dataFolder });
  return { config, id, add, addTickets, run, file: join(tempFolder(), 'out') };
}

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('all rows go out as JSON lines, to a file for its owner alone', async () => {
  const { addTickets, run, file } = await someData();
  const tickets = Array.from({ length: 450 }, () => newTicket());
  await addTickets(tickets);
  expect((await run('export', 'json', file)).code).toBe(0);
  const [head, ...rows] = linesOf(readFileSync(file, 'utf8'));
  expect(head).toMatchObject({ holdfast: 'export', version: 451 });
  const ids = rows.filter(({ table }) => table === 'ticket').map(({ row }) => row.id);
  expect(ids.sort()).toEqual(tickets.map((ticket) => ticket.id).sort());
  expect(statSync(file).mode & 0o077).toBe(0);
});

test('what is a secret is not exported, and who exported is kept in the audit log', async () => {
  const { run } = await someData();
  const { out, err } = await run('export', 'json', '-');
  expect(out).toContain(emailOf('Ada'));
  expect(out).not.toContain('argon2');
  expect(out).not.toContain(PASSWORD);
  expect(err).toContain('to standard output');
  expect((await run('audit', 'list', '--kind', 'exported')).out).toContain('"what":"json"');
});

test('S8: groups and direct conversations are left out unless they are asked for, and that is kept in the audit log', async () => {
  const { config, id, add, run } = await someData();
  const people = [id, (await addPerson(config, 'staff', 'Sam')).id];
  const members = () => people.map((userId) => ({ id: newId(), userId }));
  const [ticket, group, direct] = [newTicket(), newId(), directThreadId(people)];
  const threads = [ticket.id, group, direct];
  const messages = threads.map((threadId) => ({ id: newId(), threadId, body: 'Hello' }));
  const edit = (messageId: string) => ({
    ...{ id: messageId, versionId: newId() },
    changes: { body: { was: 'Hello', now: 'Good morning' } },
  });
  await add('ticket.create', [ticket]);
  await add('conversation.create', [{ id: group, name: 'Roads', members: members() }]);
  const choice = { id: newId(), subjectTable: 'thread', subjectId: group, mode: 'mute', was: null };
  await add('subscription.set', [choice]);
  await add('conversation.open', [{ id: direct, members: members() }]);
  await add('message.create', messages);
  await add(
    'message.edit',
    messages.map((message) => edit(message.id)),
  );
  await add(
    'reaction.add',
    messages.map((message) => ({ id: newId(), messageId: message.id, emoji: '👍' })),
  );
  await add(
    'read-marker.advance',
    messages.map(({ id: messageId, threadId }) => ({ id: newId(), threadId, messageId })),
  );
  const name = { was: 'Roads', now: 'Roads and bridges' };
  await add('conversation.rename', [{ id: group, changes: { name } }]);
  const exported = async (...options: string[]) => {
    const [, ...rows] = linesOf((await run('export', 'json', '-', ...options)).out);
    expect(rows.some(({ table }) => table === 'notification' || table === 'subscription')).toBe(false);
    const tables = ['thread', 'participant', 'message', 'message_version', 'reaction', 'read_marker'];
    expect(JSON.stringify(rows).includes('bridges')).toBe(options.length > 0);
    return tables.map((table) => rows.filter((row) => row.table === table).length);
  };
  expect(await exported()).toEqual([1, 0, 1, 1, 1, 1]);
  expect(await exported('--conversations')).toEqual([3, 4, 3, 3, 3, 3]);
  expect((await run('audit', 'list', '--kind', 'exported')).out).toContain('"conversations":true');
});

test('an export shows one moment, whatever is written meanwhile', async () => {
  const { config, addTickets } = await someData();
  await addTickets([newTicket({ title: 'Before' })]);
  const parts: string[] = [];
  const write = async (text: string) => {
    if (parts.length === 0) await addTickets([newTicket({ title: 'Meanwhile' })]);
    parts.push(text);
  };
  await inSqliteSnapshot(config.dataFolder, (snapshot) =>
    exportJson(snapshot, { write }, { now: 0, conversations: false }),
  );
  expect(parts.join('')).toContain('Before');
  expect(parts.join('')).not.toContain('Meanwhile');
});

test('tickets go out as CSV that spreadsheets can read and that runs nothing', async () => {
  const { addTickets, run } = await someData();
  await addTickets([newTicket({ title: '=1+1', description: 'He said "no",\nand left.' })]);
  const { out } = await run('export', 'csv', '-');
  const [head, line] = out.split('\r\n');
  expect(head).toMatch(/^Number,Title,Status,Priority,Creator,/);
  expect(line).toMatch(/^1,'=1\+1,open,normal,ada@example\.org,,,,,/);
  expect(line).toContain('"He said ""no"",\nand left."');
});

test('a file that exists is left alone, and a folder that does not is named', async () => {
  const { run, file } = await someData();
  writeFileSync(file, 'mine');
  const refused = await run('export', 'csv', file);
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('exists already') });
  expect(readFileSync(file, 'utf8')).toBe('mine');
  const nowhere = await run('export', 'csv', join(tempFolder(), 'no', 'where'));
  expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining('does its folder exist') });
});

test('an export that fails leaves no file', async () => {
  const { config, addTickets, run, file } = await someData();
  await addTickets([newTicket()]);
  const db = new Database(dataFile(config.dataFolder));
  db.exec("UPDATE ticket SET data = json_remove(data, '$.title')");
  db.close();
  expect((await run('export', 'csv', file)).code).toBe(1);
  expect([existsSync(file), existsSync(`${file}.part`)]).toEqual([false, false]);
});
