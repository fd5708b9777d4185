import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { loadConfig } from '../../config.ts';
import { runHere } from '../../test-support/run-command.ts';
import { tempFolder } from '../../test-support/temp-folder.ts';
import { addPerson } from '../../test-support/test-server.ts';
import { dataFile } from './data-file.ts';

/** Data of one admin, commands on it, and a backup that was made at some moment. */
async function admin() {
  const settings = { HOLDFAST_DATA: tempFolder() };
  await addPerson(loadConfig(settings), 'admin', 'Ada');
  const run = (...args: string[]) => runHere(args, settings);
  const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).out);
  const file = join(tempFolder(), 'backup.sqlite');
  const backUp = async () => expect((await run('backup', file)).code).toBe(0);
  const restore = async () => expect(await run('restore', file)).toMatchObject({ code: 0 });
  const kinds = async () =>
    (await json('audit', 'list')).entries.map(({ kind }: { kind: string }) => kind).reverse();
  return { folder: settings.HOLDFAST_DATA, file, run, json, backUp, restore, kinds };
}

/** Runs SQL on the data behind everybody's back. */
function change(folder: string, sql: string): void {
  const db = new Database(dataFile(folder));
  db.exec(sql);
  db.close();
}

test('S19: invitations that were withdrawn and tokens that were revoked since stay so', async () => {
  const { json, run, backUp, restore } = await admin();
  await json('invites', 'make', '--email', 'bo@example.org', '--name', 'Bo', '--role', 'admin');
  await json('tokens', 'make', '--name', 'Board', '--events', 'ticket:created', '--scopes', 'desk');
  await backUp();
  await run('invites', 'withdraw', 'bo@example.org');
  await run('tokens', 'revoke', 'Board');
  await restore();
  expect(await json('invites', 'list')).toMatchObject({ invites: [{ state: 'withdrawn' }] });
  expect(await json('tokens', 'list')).toMatchObject({ tokens: [{ revokedAt: expect.any(String) }] });
});

test('S19: a code that was used since stays used', async () => {
  const { folder, json, backUp, restore } = await admin();
  await json('invites', 'make', '--email', 'bo@example.org', '--name', 'Bo', '--role', 'admin');
  await backUp();
  change(folder, 'UPDATE auth_code SET used_at = 1');
  await restore();
  expect(await json('invites', 'list')).toMatchObject({ invites: [{ state: 'used' }] });
});

test('the audit log goes on where it stood, and says that data was restored', async () => {
  const { run, kinds, backUp, restore } = await admin();
  await backUp();
  await run('divisions', 'add', 'Roads');
  await run('invites', 'make', '--email', 'bo@example.org', '--name', 'Bo', '--role', 'staff');
  await restore();
  expect(await kinds()).toEqual([
    'permission-changed',
    'backed-up',
    'permission-changed',
    'invite-made',
    'restored',
  ]);
  expect(await run('audit', 'check')).toMatchObject({ code: 0 });
  expect(await run('check')).toMatchObject({ code: 0 });
});

test('after files were put back by hand, the longer log stays', async () => {
  const { folder, run, kinds, backUp, restore } = await admin();
  const old = join(tempFolder(), 'old.sqlite');
  expect((await run('backup', old)).code).toBe(0);
  await run('divisions', 'add', 'Roads');
  await backUp();
  for (const ending of ['-wal', '-shm']) rmSync(`${dataFile(folder)}${ending}`, { force: true });
  copyFileSync(old, dataFile(folder));
  await restore();
  expect(await kinds()).toEqual(['permission-changed', 'backed-up', 'permission-changed', 'restored']);
  expect(await run('audit', 'check')).toMatchObject({ code: 0 });
});

test('also in restored data no entry of the audit log can be changed', async () => {
  const { folder, run, backUp, restore } = await admin();
  await backUp();
  await run('divisions', 'add', 'Roads');
  await restore();
  expect(() => change(folder, 'DELETE FROM audit_entry')).toThrow('only added to');
  expect(() => change(folder, "UPDATE audit_entry SET kind = 'x'")).toThrow('only added to');
});

test('what an earlier server left locks out too', async () => {
  const { folder, run, backUp, restore } = await admin();
  await backUp();
  await run('users', 'change', 'ada@example.org', '--name', 'Ada II');
  change(
    folder,
    `DROP TABLE audit_entry; DROP TABLE auth_code; ALTER TABLE auth_device DROP COLUMN wiped_at;
     INSERT INTO auth_device (id, user_id, device, token_hash, created_at, used_at, expires_at, revoked_at)
       VALUES ('gone', 'u', 'd', 'h', 1, 1, 1, 1)`,
  );
  await restore();
  const db = new Database(dataFile(folder), { readonly: true });
  const found = db.prepare("SELECT revoked_at AS at FROM auth_device WHERE id = 'gone'").get();
  db.close();
  expect(found).toEqual({ at: 1 });
});
