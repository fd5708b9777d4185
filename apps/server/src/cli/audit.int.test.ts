import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { dataFile } from '../store/sqlite/data-file.ts';
import { runHere } from '../test-support/run-command.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { addPerson, testServer } from '../test-support/test-server.ts';

/** Commands on data of one admin and two divisions. */
async function someLog() {
  const settings = { HOLDFAST_DATA: tempFolder() };
  await addPerson(loadConfig(settings), 'admin', 'Ada');
  const run = (...args: string[]) => runHere(args, settings);
  const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).out);
  for (const name of ['Roads', 'Parks']) expect((await run('divisions', 'add', name)).code).toBe(0);
  const tamper = (sql: string) => {
    const db = new Database(dataFile(settings.HOLDFAST_DATA));
    db.exec(`DROP TRIGGER audit_entry_stays; DROP TRIGGER audit_entry_is_kept; ${sql}`);
    db.close();
  };
  return { run, json, tamper, folder: settings.HOLDFAST_DATA };
}

test('the log is listed by kind and person, in pages', async () => {
  const { run, json } = await someLog();
  expect((await json('audit', 'list')).entries.map(({ seq }: { seq: number }) => seq)).toEqual([3, 2, 1]);
  const page = await json('audit', 'list', '--before', '3', '--limit', '1');
  expect(page.entries).toMatchObject([{ seq: 2, actorId: 'administrator' }]);
  expect((await json('audit', 'list', '--kind', 'sign-in')).entries).toEqual([]);
  expect((await json('audit', 'list', '--actor', 'ada@example.org')).entries).toEqual([]);
  expect((await json('audit', 'list', '--actor', 'administrator')).entries).toHaveLength(3);
  expect((await run('audit', 'list')).out).toContain('"name":{"from":null,"to":"Parks"}');
  for (const wrong of [
    ['--kind', 'gossip'],
    ['--limit', '0'],
    ['--before', 'x'],
  ]) {
    expect((await run('audit', 'list', ...wrong)).code, wrong.join(' ')).toBe(2);
  }
});

test('a log that was changed ends the check with exit code 1, and says where', async () => {
  const { run, json, tamper } = await someLog();
  expect(await run('audit', 'check')).toMatchObject({ code: 0, out: expect.stringContaining('3 entries') });
  tamper("UPDATE audit_entry SET kind = 'sign-in' WHERE seq = 2");
  expect(await run('audit', 'check')).toMatchObject({ code: 1, out: expect.stringContaining('entry 2') });
  expect(await json('audit', 'check')).toMatchObject({ brokenAt: 2 });
  expect(await run('check')).toMatchObject({ code: 1, out: expect.stringContaining('entry 2') });
});

test('an end that was cut off is found by what an earlier check printed', async () => {
  const { run, json, tamper } = await someLog();
  const { last } = await json('audit', 'check');
  const known = ['--known', `${last.seq}:${last.hash}`];
  expect((await run('audit', 'check', ...known)).code).toBe(0);
  tamper('DELETE FROM audit_entry WHERE seq = 3');
  expect((await run('audit', 'check')).code).toBe(0);
  expect((await run('audit', 'check', ...known)).code).toBe(1);
  expect(await run('audit', 'check', '--known', 'x')).toMatchObject({
    code: 2,
    err: expect.stringContaining('number:hash'),
  });
});

test('the whole log goes out as JSON lines, the oldest first', async () => {
  const { run } = await someLog();
  const file = join(tempFolder(), 'audit.jsonl');
  expect((await run('audit', 'export', file)).out).toBe(`Wrote 3 entries to ${file}.\n`);
  const lines = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test('stats count what is there, and ask a server how it is', async () => {
  const server = await testServer();
  await server.person('staff');
  await server.person('admin');
  const run = (...args: string[]) => runHere(args, { HOLDFAST_DATA: server.config.dataFolder });
  const { data, server: ready } = JSON.parse((await run('stats', '--server', server.url, '--json')).out);
  expect(data).toMatchObject({
    version: 2,
    rows: { user: 2, ticket: 0 },
    peopleByRole: { admin: 1, staff: 1 },
    disabledPeople: 0,
  });
  expect(data.dataBytes).toBeGreaterThan(10_000);
  expect(ready).toMatchObject({ status: expect.any(String), database: expect.anything() });
  expect((await run('stats')).out).toMatch(/^People +2 +1 admin, 1 staff; 0 disabled$/m);
  const nobody = await run('stats', '--server', 'http://127.0.0.1:9');
  expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining('does not say how it is') });
});

test('a backup is kept in the audit log', async () => {
  const { run, json } = await someLog();
  const file = join(tempFolder(), 'backup.sqlite');
  expect((await run('backup', file)).code).toBe(0);
  expect((await json('audit', 'list', '--kind', 'backed-up')).entries).toMatchObject([
    { actorId: 'administrator', details: { file, version: 3 } },
  ]);
});

test('a damaged database file is named as such, with exit code 1', async () => {
  const { run, folder } = await someLog();
  const bytes = readFileSync(dataFile(folder));
  bytes.fill(0x5a, bytes.length / 2, bytes.length / 2 + 3 * 4096);
  writeFileSync(dataFile(folder), bytes);
  const result = await run('check');
  expect(result).toMatchObject({ code: 1, out: expect.stringContaining('is damaged') });
});
