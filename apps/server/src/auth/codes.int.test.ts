import { expect, test } from 'vitest';
import { withData } from '../cli/open-data.ts';
import { disableUser } from '../cli/users.ts';
import { ask, askRaw } from '../test-support/ask.ts';
import { auditOf } from '../test-support/read-audit.ts';
import { emailOf, PASSWORD, post, type TestServer, testServer } from '../test-support/test-server.ts';

const NEW_PASSWORD = 'lighthouse plum gravel seven';
const GRACE = { email: 'grace@example.org', name: 'Grace', role: 'manager' } as const;

const look = (server: TestServer, code: string) => post(`${server.url}/auth/code`, { code });
const redeem = (server: TestServer, code: string, more: object = {}) =>
  post(`${server.url}/auth/redeem`, { code, password: NEW_PASSWORD, device: 'laptop', ...more });
const signIn = (server: TestServer, email: string, password: string) =>
  post(`${server.url}/auth/sign-in`, { email, password, device: 'laptop' });

/** A server with an admin, who asks it things. */
async function opened(settings: Record<string, string> = {}, now?: () => number) {
  const server = await testServer(settings, now === undefined ? {} : { now });
  const admin = await server.person('admin');
  const asAdmin: AskAs = (name, params) => ask(server.url, admin.accessToken, name, params);
  return { server, admin, asAdmin };
}

type AskAs = <Name extends Parameters<typeof ask>[2]>(
  name: Name,
  params: Parameters<typeof ask<Name>>[3],
) => ReturnType<typeof ask<Name>>;

test('an invitation becomes a person with their own password, who is signed in', async () => {
  const { server, asAdmin } = await opened();
  const { code, mailed } = await asAdmin('invites.make', GRACE);
  expect(mailed).toBe(false);
  expect((await look(server, code.toLowerCase().replaceAll('-', ' '))).body).toEqual({
    kind: 'invite',
    email: GRACE.email,
    name: 'Grace',
  });
  const taken = await redeem(server, code, { name: 'Grace Hopper' });
  expect(taken).toMatchObject({ status: 200, body: { user: { ...GRACE, name: 'Grace Hopper' } } });
  expect((await askRaw(server.url, taken.body.accessToken, 'account.devices', {})).status).toBe(200);
  expect((await signIn(server, GRACE.email, NEW_PASSWORD)).status).toBe(200);
  expect((await asAdmin('invites.list', {})).invites).toMatchObject([{ ...GRACE, state: 'used' }]);
});

test('a code is good once, also for two who use it at the same time', async () => {
  const { server, asAdmin } = await opened();
  const { code } = await asAdmin('invites.make', GRACE);
  const both = await Promise.all([redeem(server, code), redeem(server, code)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
  const again = await redeem(server, code);
  expect(again.body.error).toMatchObject({
    code: 'NOT_FOUND',
    message: expect.stringMatching(/already used/),
  });
  expect((await look(server, code)).status).toBe(404);
});

test('a code expires, and can be withdrawn; a new invitation takes the place of the one before', async () => {
  let now = Date.now();
  const { server, asAdmin } = await opened({ HOLDFAST_INVITE_HOURS: '2' }, () => now);
  const first = await asAdmin('invites.make', GRACE);
  const second = await asAdmin('invites.make', GRACE);
  expect((await look(server, first.code)).body.error?.message).toMatch(/withdrawn/);
  await asAdmin('invites.withdraw', { id: second.id });
  expect((await redeem(server, second.code)).body.error?.message).toMatch(/withdrawn/);
  await expect(asAdmin('invites.withdraw', { id: second.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const third = await asAdmin('invites.make', GRACE);
  now += 119 * 60_000;
  expect((await look(server, third.code)).status).toBe(200);
  now += 60_000;
  expect((await redeem(server, third.code)).body.error?.message).toMatch(/expired/);
});

test('34: a password that will not do is refused, and the code stays good', async () => {
  const { server, asAdmin } = await opened();
  const { code } = await asAdmin('invites.make', GRACE);
  for (const password of ['too short', 'passwordpassword', 'grace@example.org']) {
    expect((await redeem(server, code, { password })).body.error?.code, password).toBe('INVALID_MESSAGE');
  }
  expect((await redeem(server, code)).status).toBe(200);
});

test('nobody is invited twice, and an invitation does not take over somebody’s account', async () => {
  const { server, asAdmin } = await opened();
  await server.person('agent');
  const taken = { ...GRACE, email: emailOf('agent') };
  await expect(asAdmin('invites.make', taken)).rejects.toMatchObject({ code: 'CONFLICT' });
  const { code } = await asAdmin('invites.make', GRACE);
  await server.person('staff', 'grace');
  expect((await redeem(server, code)).body.error).toMatchObject({ code: 'CONFLICT' });
  expect((await signIn(server, GRACE.email, PASSWORD)).body.user).toMatchObject({ role: 'staff' });
});

test('a reset gives a new password and ends all sessions of that person', async () => {
  const { server, asAdmin } = await opened();
  const agent = await server.person('agent');
  const { code } = await asAdmin('people.reset', { userId: agent.user.id });
  expect((await look(server, code)).body).toMatchObject({ kind: 'reset', email: emailOf('agent') });
  // Asking for it ends nothing yet.
  expect((await askRaw(server.url, agent.accessToken, 'account.devices', {})).status).toBe(200);
  expect((await redeem(server, code)).body.user).toMatchObject({ id: agent.user.id });
  expect((await askRaw(server.url, agent.accessToken, 'account.devices', {})).status).toBe(401);
  expect((await post(`${server.url}/auth/refresh`, { refreshToken: agent.refreshToken })).status).toBe(401);
  expect((await signIn(server, emailOf('agent'), PASSWORD)).status).toBe(401);
  expect((await signIn(server, emailOf('agent'), NEW_PASSWORD)).status).toBe(200);
});

test('a new reset withdraws the one before; one that was used withdraws all others', async () => {
  const { server, asAdmin } = await opened();
  const { user } = await server.person('agent');
  const first = await asAdmin('people.reset', { userId: user.id });
  const second = await asAdmin('people.reset', { userId: user.id });
  expect((await look(server, first.code)).status).toBe(404);
  expect((await redeem(server, second.code)).status).toBe(200);
});

test('somebody who is disabled gets no reset, nor uses one that they had', async () => {
  const { server, asAdmin } = await opened();
  const { user } = await server.person('agent');
  const { code } = await asAdmin('people.reset', { userId: user.id });
  await withData(server.config, (data) => disableUser(data, emailOf('agent')));
  expect((await redeem(server, code)).body.error).toMatchObject({ reason: 'disabled' });
  await expect(asAdmin('people.reset', { userId: user.id })).rejects.toMatchObject({ code: 'CONFLICT' });
  const nobody = { userId: '01980000-0000-7000-8000-000000000000' };
  await expect(asAdmin('people.reset', nobody)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('codes of an admin who was disabled since let nobody in', async () => {
  const { server } = await opened();
  const other = await server.person('admin', 'other');
  const { user } = await server.person('agent');
  const invite = await ask(server.url, other.accessToken, 'invites.make', { ...GRACE, role: 'admin' });
  const reset = await ask(server.url, other.accessToken, 'people.reset', { userId: user.id });
  await withData(server.config, (data) => disableUser(data, emailOf('other')));
  expect((await redeem(server, invite.code)).body.error?.message).toMatch(/withdrawn/);
  expect((await redeem(server, reset.code)).body.error?.message).toMatch(/withdrawn/);
});

test('41: the audit log tells who made, withdrew and used codes, without the codes', async () => {
  const { server, admin, asAdmin } = await opened();
  const { user } = await server.person('agent');
  const invite = await asAdmin('invites.make', GRACE);
  await asAdmin('invites.withdraw', { id: invite.id });
  const reset = await asAdmin('people.reset', { userId: user.id });
  await redeem(server, reset.code);
  const entries = await auditOf(server.config);
  const told = entries.map(({ kind, actorId }) => `${kind} ${actorId}`);
  for (const kind of ['invite-made', 'invite-withdrawn', 'reset-made']) {
    expect(told).toContain(`${kind} ${admin.user.id}`);
  }
  expect(told).toContain(`code-used ${user.id}`);
  const text = JSON.stringify(entries);
  for (const code of [invite.code, reset.code]) expect(text).not.toContain(code);
});
