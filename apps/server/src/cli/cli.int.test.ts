import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { readyClient } from '../test-support/raw-client.ts';
import { runHere } from '../test-support/run-command.ts';
import { runCommand } from '../test-support/server-process.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { addPerson, PASSWORD, signIn, testServer } from '../test-support/test-server.ts';

const examples = fileURLToPath(new URL('../../../../examples/', import.meta.url));
const csv = join(examples, 'service-requests.csv');
const map = join(examples, 'service-requests.map.json');

const add = (data: string, more: readonly string[] = [], password = PASSWORD) =>
  runHere(
    [
      'users',
      'add',
      '--email',
      'ada@example.org',
      '--name',
      'Ada',
      '--role',
      'admin',
      '--password-stdin',
      ...more,
    ],
    { HOLDFAST_DATA: data },
    `${password}\n`,
  );

test('users add, list, change, disable and enable work in words and as JSON', async () => {
  const settings = { HOLDFAST_DATA: tempFolder() };
  const users = (...args: string[]) => runHere(['users', ...args], settings);
  expect(await add(settings.HOLDFAST_DATA)).toMatchObject({
    code: 0,
    out: 'Added Ada (ada@example.org, admin).\n',
  });
  await addPerson(loadConfig(settings), 'staff', 'Bo');
  const list = await users('list', '--json');
  expect(JSON.parse(list.out)).toMatchObject({
    users: [
      { email: 'ada@example.org', role: 'admin', disabled: false },
      { email: 'bo@example.org', role: 'staff', disabled: false },
    ],
  });
  const changed = await users('change', 'bo@example.org', '--role', 'agent', '--email', 'BO@x.org', '--json');
  expect(JSON.parse(changed.out)).toMatchObject({ name: 'Bo', email: 'bo@x.org', role: 'agent' });
  expect(await users('change', 'bo@x.org')).toMatchObject({
    code: 2,
    err: expect.stringContaining('what to change'),
  });
  expect((await users('disable', 'Bo@X.org')).out).toBe('Disabled bo@x.org.\n');
  expect((await users('list')).out).toMatch(/^bo@x\.org +agent +Bo +\(disabled\)$/m);
  expect((await users('enable', 'bo@x.org')).code).toBe(0);
  expect((await users('list')).out).not.toContain('(disabled)');
});

test('the only admin is neither disabled nor made anything else', async () => {
  const settings = { HOLDFAST_DATA: tempFolder() };
  await add(settings.HOLDFAST_DATA);
  const refused = { code: 1, err: 'Ada is the only admin. Make somebody else admin first.\n' };
  expect(await runHere(['users', 'disable', 'ada@example.org'], settings)).toMatchObject(refused);
  const demote = ['users', 'change', 'ada@example.org', '--role', 'staff'];
  expect(await runHere(demote, settings)).toMatchObject(refused);
  await addPerson(loadConfig(settings), 'admin', 'Bo');
  expect((await runHere(demote, settings)).code).toBe(0);
});

test('a person who exists is refused with "already exists" and exit code 1', async () => {
  const data = tempFolder();
  await add(data);
  expect(await add(data)).toMatchObject({ code: 1, err: 'A person with ada@example.org already exists.\n' });
  const asJson = await add(data, ['--json']);
  expect(JSON.parse(asJson.err)).toMatchObject({ error: { code: 'CONFLICT' } });
});

test.each([
  [
    'a short password',
    ['users', 'add', '--email', 'a@b.org', '--name', 'A', '--role', 'staff', '--password-stdin'],
    'short\n',
    'at least 12',
  ],
  [
    'no password',
    ['users', 'add', '--email', 'a@b.org', '--name', 'A', '--role', 'staff', '--password-stdin'],
    '',
    'standard input',
  ],
  [
    'an address that is none',
    ['users', 'add', '--email', 'a', '--name', 'A', '--role', 'staff', '--password-stdin'],
    PASSWORD,
    'email',
  ],
  [
    'a role that there is not',
    ['users', 'add', '--email', 'a@b.org', '--name', 'A', '--role', 'king', '--password-stdin'],
    PASSWORD,
    'king',
  ],
  ['an option that there is not', ['users', 'list', '--all'], '', '--all'],
  ['a command that there is not', ['users', 'rename'], '', 'rename'],
])('%s is refused with exit code 2 and a reason', async (_, args, input, reason) => {
  const result = await runHere(args, { HOLDFAST_DATA: tempFolder() }, input);
  expect(result.code).toBe(2);
  expect(result.err).toContain(reason);
});

test('a setting that cannot be used is named', async () => {
  const result = await runCommand(['users', 'list'], { HOLDFAST_PORT: 'x', HOLDFAST_DATA: tempFolder() });
  expect(result).toMatchObject({ code: 2, err: expect.stringContaining('HOLDFAST_PORT') });
});

test('a folder without data is named, and none is made', async () => {
  const HOLDFAST_DATA = join(tempFolder(), 'mistyped');
  const result = await runHere(['users', 'list'], { HOLDFAST_DATA });
  expect(result).toMatchObject({ code: 1, err: expect.stringContaining(HOLDFAST_DATA) });
  expect(existsSync(HOLDFAST_DATA)).toBe(false);
});

test('help is printed, and is no error', async () => {
  for (const command of [[], ['users'], ['audit', 'list']]) {
    const result = await runCommand([...command, '--help'], { HOLDFAST_DATA: tempFolder() });
    expect(result, command.join(' ')).toMatchObject({ code: 0, out: expect.stringContaining('Usage:') });
  }
});

test('the 1,000 service requests go in once, however often they are imported, while a server runs', async () => {
  const server = await testServer();
  const settings = { HOLDFAST_DATA: server.config.dataFolder };
  await add(settings.HOLDFAST_DATA);
  const { accessToken: token } = await signIn(server.url, 'ada@example.org');
  const client = await readyClient({ url: server.url, token });
  const first = await runHere(['import', 'csv', csv, '--map', map, '--json'], settings);
  expect(JSON.parse(first.out)).toEqual({ imported: 1_000, skipped: 0, rejected: [] });
  const noted = await runHere(['audit', 'list', '--kind', 'imported', '--json'], settings);
  expect(JSON.parse(noted.out).entries).toMatchObject([{ details: { imported: 1_000 } }]);
  const second = await runHere(['import', 'csv', csv, '--map', map, '--json'], settings);
  expect(JSON.parse(second.out)).toEqual({ imported: 0, skipped: 1_000, rejected: [] });

  await client.delta((delta) => Object.hasOwn(delta.scopes, 'desk'));
  const { rows } = await client.pull();
  const inOrder = [...rows].sort((left, right) => left.version - right.version);
  const tickets = new Map(inOrder.filter((row) => row.table === 'ticket').map((row) => [row.id, row.data]));
  expect(tickets.size).toBe(1_000);
  const [known] = [...tickets.values()].filter((ticket) =>
    String(ticket.title).startsWith('Non-Emergency Police Matter'),
  );
  expect(known).toMatchObject({
    title: 'Non-Emergency Police Matter: Other (complaint details)',
    status: 'closed',
    createdAt: '2018-06-26T14:58:54.000Z',
    updatedAt: '2018-06-26T16:50:01.000Z',
    due: '2018-06-26T22:58:54.000Z',
    description: expect.stringContaining('**Address:** 91-33 97 STREET 11421 WOODHAVEN'),
  });
  const comments = rows.filter((row) => row.table === 'message' && row.data.threadId === known?.id);
  expect(comments.map((row) => row.data)).toContainEqual(
    expect.objectContaining({
      body: 'The Police Department responded to the complaint and determined that police action was not necessary.',
      createdAt: '2018-06-26T16:50:01.000Z',
    }),
  );
  const division = rows.find((row) => row.table === 'division' && row.id === known?.divisionId);
  expect(division?.data.name).toBe('New York City Police Department');
}, 60_000);

test('import says what is missing: the file, the map, a column, an admin', async () => {
  const settings = { HOLDFAST_DATA: tempFolder() };
  const run = (...args: string[]) => runHere(['import', 'csv', ...args], settings);
  await addPerson(loadConfig(settings), 'agent', 'Bo');
  expect(await run(csv, '--map', map)).toMatchObject({
    code: 1,
    err: expect.stringContaining('no admin yet'),
  });
  await add(settings.HOLDFAST_DATA);
  expect(await run('/nowhere.csv', '--map', map)).toMatchObject({
    code: 1,
    err: expect.stringContaining('/nowhere.csv'),
  });
  expect(await run(csv, '--map', '/nowhere.json')).toMatchObject({
    code: 1,
    err: expect.stringContaining('/nowhere.json'),
  });
  const other = join(tempFolder(), 'other.csv');
  writeFileSync(other, 'a,b\n1,2\n');
  const missing = await run(other, '--map', map);
  expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('no column "Unique Key"') });
  const wrong = join(tempFolder(), 'wrong.json');
  writeFileSync(wrong, '{"source":"x","colour":"red"}');
  expect(await run(csv, '--map', wrong)).toMatchObject({ code: 2, err: expect.stringContaining(wrong) });
});
