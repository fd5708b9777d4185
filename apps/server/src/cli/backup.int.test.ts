import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { startServer } from '../start-server.ts';
import { newTicket } from '../test-support/changes.ts';
import { RawClient, readyClient } from '../test-support/raw-client.ts';
import { runHere } from '../test-support/run-command.ts';
import { runCommand, serverProcess } from '../test-support/server-process.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { addPerson, emailOf, post, signIn, testServer } from '../test-support/test-server.ts';
import { withData } from './open-data.ts';
import { disableUser } from './users.ts';

/** A server with one ticket, a backup of it, and one ticket more. */
async function backedUp() {
  const server = await testServer();
  const settings = { HOLDFAST_DATA: server.config.dataFolder };
  const agent = await server.person('agent');
  const client = await readyClient({ url: server.url, token: agent.accessToken });
  const before = await client.change('ticket.create', newTicket({ title: 'Before' }));
  const file = join(tempFolder(), 'backup.sqlite');
  const backup = await runHere(['backup', file, '--json'], settings);
  const after = await client.change('ticket.create', newTicket({ title: 'After' }));
  const { last } = await client.pull();
  return { server, settings, agent, client, file, backup, before, after, last };
}

const titles = (rows: readonly { table: string; data: Record<string, unknown> }[]) =>
  rows.filter((row) => row.table === 'ticket').map((row) => row.data.title);

test('S19: a backup is taken while a server runs; a restore is refused until it has stopped', async () => {
  const { server, settings, file, backup, before } = await backedUp();
  expect(backup.code).toBe(0);
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(JSON.parse(backup.out)).toMatchObject({ file, version: before.result.version });
  const refused = await runCommand(['restore', file], settings);
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('Stop it first') });
  await server.stop();
  expect(await runCommand(['restore', file], settings)).toMatchObject({
    code: 0,
    out: expect.stringContaining(`up to change ${before.result.version}`),
  });
});

test('S19: a backup that is taken under writes holds every change up to its version, and none after', async () => {
  const server = await testServer();
  const agent = await server.person('agent');
  const client = await readyClient({ url: server.url, token: agent.accessToken });
  const file = join(tempFolder(), 'backup.sqlite');
  const made: { id: string; version: number }[] = [];
  let isTaken = false;
  const taken = runCommand(['backup', file, '--json'], { HOLDFAST_DATA: server.config.dataFolder }).finally(
    () => {
      isTaken = true;
    },
  );
  while (!isTaken) {
    const ticket = newTicket();
    const { result } = await client.change('ticket.create', ticket);
    made.push({ id: ticket.id, version: result.version ?? 0 });
  }
  const { version } = JSON.parse((await taken).out);
  const settings = { HOLDFAST_DATA: tempFolder() };
  expect((await runHere(['restore', file], settings)).code).toBe(0);
  expect(await runHere(['check'], settings)).toMatchObject({ code: 0 });
  const { out } = await runHere(['export', 'json', '-'], settings);
  const held = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const ids = held.filter(({ table }) => table === 'ticket').map(({ row }) => row.id);
  const expected = made.filter((ticket) => ticket.version <= version).map(({ id }) => id);
  expect(expected.length).toBeGreaterThan(0);
  expect(expected.length).toBeLessThan(made.length);
  expect(ids.sort()).toEqual(expected.sort());
});

test('S19: a restore begins a new life, and tells a client which of its changes are unknown', async () => {
  const { server, settings, agent, client, file, before, after, last } = await backedUp();
  await server.stop();
  const { setAside, epoch } = JSON.parse((await runHere(['restore', file, '--json'], settings)).out);
  expect(existsSync(setAside)).toBe(true);

  const again = await serverProcess(settings);
  const { clientId } = client;
  const back = await new RawClient({ url: again.url, token: agent.accessToken, clientId }).connected();
  const first = await back.page(last.cursors, { epoch: client.epoch, acked: 2 });
  expect(back.epoch).toBe(epoch);
  expect(back.epoch).not.toBe(client.epoch);
  expect(titles(first.rows)).toEqual(['Before']);
  expect(first.cursors.desk?.snapshot).toBeDefined();
  expect((await back.pull(first.cursors)).entries).toEqual([]);

  const ids = [before.mutation.id, after.mutation.id];
  expect(await back.known(ids)).toEqual({ ok: true, unknown: [after.mutation.id] });
  expect(await back.push([after.mutation], { epoch: client.epoch })).toMatchObject({
    ok: false,
    error: { code: 'CONFLICT', reason: 'epoch' },
  });
  const resent = await readyClient({ url: again.url, token: agent.accessToken });
  const answer = await resent.push([{ ...after.mutation, seq: 1 }]);
  expect(answer).toMatchObject({ ok: true, results: [{ id: after.mutation.id, ok: true }] });
  expect(await again.end('SIGTERM')).toBe(0);
});

test('S19: a server whose files were put back by hand is noticed: clients know more than it does', async () => {
  const { server, agent, client, last } = await backedUp();
  const ahead = { ok: false, error: { code: 'CONFLICT', reason: 'ahead' } };
  const pull = (cursors: object, acked = 0) =>
    client.send('sync:pull', { epoch: client.epoch, acked, cursors, limit: 10 });
  const version = (last.heads?.desk ?? 0) + 1;
  expect(await pull({ desk: { version } })).toMatchObject(ahead);
  const floor = { version, table: '', id: '' };
  expect(await pull({ desk: { version: 1, snapshot: { top: version, floor } } })).toMatchObject(ahead);
  expect(await pull(last.cursors, 3)).toMatchObject(ahead);
  expect(await pull(last.cursors, 2)).toMatchObject({ ok: true });
  const other = await readyClient({ url: server.url, token: agent.accessToken });
  const fresh = { epoch: other.epoch, acked: 1, cursors: {}, limit: 10 };
  expect(await other.send('sync:pull', fresh)).toMatchObject(ahead);
});

test('S7, S19: a device that was signed out since the backup stays signed out, the others stay signed in', async () => {
  const { server, settings, agent } = await backedUp();
  const lost = await signIn(server.url, emailOf('agent'));
  const file = join(tempFolder(), 'newer.sqlite');
  expect((await runHere(['backup', file], settings)).code).toBe(0);
  await post(`${server.url}/auth/sign-out`, { refreshToken: lost.refreshToken });
  await server.stop();
  expect((await runHere(['restore', file], settings)).code).toBe(0);

  const config = loadConfig({ ...settings, HOLDFAST_PORT: '0', HOLDFAST_LOG_LEVEL: 'silent' });
  const again = await startServer(config);
  const connect = (token: string) => new RawClient({ url: again.url, token }).connected();
  await expect(connect(lost.accessToken)).rejects.toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  expect((await connect(agent.accessToken)).socket.connected).toBe(true);
  await again.stop();
});

test('S19: people who were disabled since are disabled again, and named', async () => {
  const settings = { HOLDFAST_DATA: tempFolder() };
  const config = loadConfig(settings);
  await addPerson(config, 'staff', 'Gone');
  const file = join(tempFolder(), 'backup.sqlite');
  expect((await runHere(['backup', file], settings)).code).toBe(0);
  await withData(config, (data) => disableUser(data, emailOf('Gone')));
  const restored = await runHere(['restore', file], settings);
  expect(restored.out).toContain(`Disabled again: ${emailOf('Gone')}`);
  expect((await runHere(['users', 'list'], settings)).out).toContain('(disabled)');
});

test('S19: also the only admin of the backup is disabled again, if somebody else is admin since', async () => {
  const settings = { HOLDFAST_DATA: tempFolder() };
  const config = loadConfig(settings);
  await addPerson(config, 'admin', 'Gone');
  const file = join(tempFolder(), 'backup.sqlite');
  expect((await runHere(['backup', file], settings)).code).toBe(0);
  await addPerson(config, 'admin', 'New');
  await withData(config, (data) => disableUser(data, emailOf('Gone')));
  expect((await runHere(['restore', file], settings)).code).toBe(0);
  const { users } = JSON.parse((await runHere(['users', 'list', '--json'], settings)).out);
  expect(users).toMatchObject([{ name: 'Gone', disabled: true }]);
  expect((await runHere(['check'], settings)).code).toBe(0);
});

test('a restore that cannot be done says why and leaves everything as it was', async () => {
  const settings = { HOLDFAST_DATA: tempFolder() };
  await addPerson(loadConfig(settings), 'agent', 'Ada');
  const people = await runHere(['users', 'list', '--json'], settings);
  const bad = join(tempFolder(), 'bad.sqlite');
  writeFileSync(bad, 'this is not a database, however long it may be read as one'.repeat(100));
  expect(await runHere(['restore', bad], settings)).toMatchObject({
    code: 2,
    err: expect.stringContaining('not a whole backup'),
  });
  expect(await runHere(['restore', '/nowhere.sqlite'], settings)).toMatchObject({
    code: 1,
    err: expect.stringContaining('/nowhere.sqlite'),
  });
  expect(await runHere(['backup', bad], settings)).toMatchObject({
    code: 1,
    err: expect.stringContaining('exists already'),
  });
  const nowhere = { HOLDFAST_DATA: join(tempFolder(), 'nothing') };
  expect(await runHere(['backup', `${bad}.2`], nowhere)).toMatchObject({
    code: 1,
    err: expect.stringContaining('no data'),
  });
  expect(await runHere(['users', 'list', '--json'], settings)).toEqual(people);
});

test('a backup restores into an empty folder, and over broken data, which is set aside', async () => {
  const { server, file } = await backedUp();
  await server.stop();
  const settings = { HOLDFAST_DATA: tempFolder() };
  expect((await runHere(['restore', file], settings)).out).toContain('There was no data before');
  writeFileSync(join(settings.HOLDFAST_DATA, 'holdfast.sqlite'), 'broken '.repeat(1_000));
  expect((await runHere(['restore', file], settings)).code).toBe(0);
  expect((await runHere(['users', 'list'], settings)).out).toContain('agent@example.org');
  const kept = readdirSync(settings.HOLDFAST_DATA).filter((name) => name.includes('before-restore'));
  expect(kept).toHaveLength(1);
});
