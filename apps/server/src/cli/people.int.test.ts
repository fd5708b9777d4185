import { expect, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { runHere } from '../test-support/run-command.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { addPerson, post, testServer } from '../test-support/test-server.ts';

const NEW_PASSWORD = 'gravel lighthouse plum seven';

/** Commands on a data folder with one admin, Ada. */
async function admin() {
  const settings = { HOLDFAST_DATA: tempFolder() };
  await addPerson(loadConfig(settings), 'admin', 'Ada');
  return commandsOn(settings);
}

function commandsOn(settings: { readonly HOLDFAST_DATA: string }) {
  const run = (...args: string[]) => runHere(args, settings);
  const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).out);
  return { run, json };
}

test('divisions are added, renamed and found by name, and people are put into them and taken out', async () => {
  const { run, json } = await admin();
  expect(await run('divisions', 'add', 'Roads')).toMatchObject({
    code: 0,
    out: 'Added the division Roads.\n',
  });
  expect(await run('divisions', 'add', 'roads')).toMatchObject({
    code: 1,
    err: expect.stringContaining('exists'),
  });
  expect((await run('divisions', 'rename', 'ROADS', 'Streets')).code).toBe(0);
  expect(await json('divisions', 'list')).toMatchObject({ divisions: [{ name: 'Streets' }] });

  const member = ['streets', 'ada@example.org'];
  const members = async () => (await json('divisions', 'members', 'streets')).members;
  expect((await run('divisions', 'add-member', ...member)).out).toBe('Ada is a member of Streets.\n');
  expect(await members()).toMatchObject([{ user: { name: 'Ada' }, role: 'member' }]);
  expect((await run('divisions', 'add-member', ...member, '--manager')).code).toBe(0);
  expect((await run('divisions', 'add-member', ...member, '--manager')).code).toBe(0);
  expect(await members()).toMatchObject([{ role: 'manager' }]);
  expect((await run('divisions', 'remove-member', ...member)).code).toBe(0);
  expect(await run('divisions', 'remove-member', ...member)).toMatchObject({
    code: 1,
    err: 'Ada does not belong to Streets.\n',
  });
  expect(await run('divisions', 'members', 'Parks')).toMatchObject({
    code: 1,
    err: expect.stringContaining('"Parks"'),
  });
});

test('roles say what they may do', async () => {
  const { run, json } = await admin();
  expect((await json('roles', 'list')).permissions['audit.read']).toMatchObject({
    admin: 'any',
    agent: 'no',
  });
  expect((await run('roles', 'list')).out).toMatch(/^ticket\.edit +yes +yes +yes +own$/m);
});

test('an invitation is made, listed, withdrawn, and its code is nowhere but in what was printed', async () => {
  const { run, json } = await admin();
  const made = await json('invites', 'make', '--email', 'bo@example.org', '--name', 'Bo', '--role', 'staff');
  expect(made).toMatchObject({ code: expect.any(String), mailed: false });
  const again = await run(
    'invites',
    'make',
    '--email',
    'ada@example.org',
    '--name',
    'Ada',
    '--role',
    'staff',
  );
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining('exists') });
  expect(await json('invites', 'list')).toMatchObject({
    invites: [{ email: 'bo@example.org', state: 'open' }],
  });
  expect((await run('invites', 'withdraw', 'bo@example.org')).code).toBe(0);
  expect(await json('invites', 'list')).toMatchObject({ invites: [{ state: 'withdrawn' }] });
  expect((await run('invites', 'withdraw', 'bo@example.org')).code).toBe(1);
  const log = (await run('audit', 'list')).out;
  expect(log).toContain('invite-withdrawn');
  expect(log).not.toContain(made.code);
});

test('a code that was printed for a new password is good at the running server', async () => {
  const server = await testServer();
  const agent = await server.person('agent');
  const { json } = commandsOn({ HOLDFAST_DATA: server.config.dataFolder });
  const { code } = await json('users', 'reset', 'agent@example.org');
  const redeemed = await post(`${server.url}/auth/redeem`, { code, password: NEW_PASSWORD, device: 'new' });
  expect(redeemed.status).toBe(200);
  const renewed = await post(`${server.url}/auth/refresh`, {
    refreshToken: agent.refreshToken,
    attempt: 'the attempt after',
  });
  expect(renewed.status).toBe(401);
});

test('devices are listed, signed out and asked to remove their data', async () => {
  const server = await testServer();
  const { refreshToken } = await server.person('agent');
  const { run, json } = commandsOn({ HOLDFAST_DATA: server.config.dataFolder });
  const devices = async () => (await json('devices', 'list', 'agent@example.org')).devices;
  const [device] = await devices();
  expect(device).toMatchObject({ name: 'test', endedAt: null, wipe: 'no' });
  expect((await run('devices', 'end', device.id)).code).toBe(0);
  expect(await devices()).toMatchObject([{ endedAt: expect.any(String), wipe: 'no' }]);
  expect((await run('devices', 'wipe', device.id)).code).toBe(0);
  expect(await devices()).toMatchObject([{ wipe: 'asked' }]);
  const refused = await post(`${server.url}/auth/refresh`, { refreshToken, attempt: 'the next attempt' });
  expect(refused).toMatchObject({ status: 403, body: { error: { reason: 'wipe' } } });
  expect(await run('devices', 'end', 'nothing')).toMatchObject({ code: 1 });
});

test('tokens are made, listed without what they are, and revoked by name', async () => {
  const { run, json } = await admin();
  const make = ['tokens', 'make', '--name', 'Board', '--events', 'ticket:created', '--scopes', 'desk'];
  const { token } = await json(...make);
  const list = await run('tokens', 'list', '--json');
  expect(JSON.parse(list.out)).toMatchObject({ tokens: [{ name: 'Board', revokedAt: null }] });
  expect(list.out).not.toContain(token);
  expect((await run('tokens', 'revoke', 'Board')).code).toBe(0);
  expect(await json('tokens', 'list')).toMatchObject({ tokens: [{ revokedAt: expect.any(String) }] });
  expect((await run('tokens', 'revoke', 'Board')).code).toBe(1);
  const wrong = await run(...make.slice(0, -1), 'nowhere');
  expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('nowhere') });
});
