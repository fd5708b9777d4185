import { PROTOCOL_VERSION, SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import { expect, test } from 'vitest';
import { withData } from '../cli/open-data.ts';
import { disableUser } from '../cli/users.ts';
import { readStore } from '../store/work.ts';
import { emailOf, PASSWORD, post, type TestServer, testServer } from '../test-support/test-server.ts';

const signIn = (server: TestServer, body: object) =>
  post(`${server.url}/auth/sign-in`, {
    email: emailOf('agent'),
    password: PASSWORD,
    device: 'laptop',
    ...body,
  });
const refresh = (server: TestServer, refreshToken: string) =>
  post(`${server.url}/auth/refresh`, { refreshToken });

test('33: passwords are kept as argon2id at 19 MiB and two passes', async () => {
  const server = await testServer();
  const { user } = await server.person('agent');
  const hash = await withData(server.config, ({ store }) =>
    store.read(() => readStore((tx) => tx.passwordHash(user.id))),
  );
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('sign-in gives tokens and who one is, whatever the case of the address', async () => {
  const server = await testServer();
  await server.person('agent');
  const answer = await signIn(server, { email: emailOf('agent').toUpperCase() });
  expect(answer).toMatchObject({
    status: 200,
    body: { user: { name: 'agent', role: 'agent', email: emailOf('agent') } },
  });
  expect(JSON.stringify(answer.body)).not.toContain('argon2');
});

test('35: a wrong password and an unknown address get the same answer', async () => {
  const server = await testServer();
  await server.person('agent');
  const wrong = await signIn(server, { password: 'not the password' });
  const nobody = await signIn(server, { email: 'nobody@example.org' });
  expect(wrong.status).toBe(401);
  expect(nobody).toEqual(wrong);
});

test('35: an unknown address takes about as long as a wrong password', async () => {
  const server = await testServer({
    HOLDFAST_SIGN_INS_PER_MINUTE: '1000',
    HOLDFAST_SIGN_INS_PER_MINUTE_PER_ADDRESS: '1000',
    HOLDFAST_SIGN_IN_FAILURES: '1000',
    HOLDFAST_SIGN_IN_FAILURES_PER_ADDRESS: '1000',
  });
  await server.person('agent');
  const time = async (body: object) => {
    const started = performance.now();
    await signIn(server, { password: 'not the password', ...body });
    return performance.now() - started;
  };
  const known = () => time({});
  const unknown = () => time({ email: `nobody${Math.random()}@example.org` });
  await known();
  await unknown();
  // Neighbours in time are compared, in either order, since other work of the machine comes and goes.
  const ratios: number[] = [];
  for (let round = 0; round < 12; round += 1) {
    const before = await known();
    ratios.push((await unknown()) / before);
    const other = await unknown();
    ratios.push(other / (await known()));
  }
  const ratio = ratios.sort((left, right) => left - right)[12] ?? 0;
  // Without the decoy hash it is below 0.2.
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

test('a disabled person with the right password is told so, with a wrong one not', async () => {
  const server = await testServer();
  const { refreshToken } = await server.person('agent');
  await withData(server.config, (data) => disableUser(data, emailOf('agent')));
  expect((await signIn(server, {})).body.error).toMatchObject({
    code: 'AUTHORIZATION_FAILED',
    reason: 'disabled',
  });
  expect((await signIn(server, { password: 'wrong' })).body.error).toMatchObject({
    code: 'AUTHENTICATION_FAILED',
  });
  expect((await refresh(server, refreshToken)).body.error).toMatchObject({ code: 'AUTHORIZATION_FAILED' });
});

test('signing out ends the session; a forged token ends nothing', async () => {
  const server = await testServer();
  const { refreshToken } = await server.person('agent');
  const [session] = refreshToken.split('.');
  await post(`${server.url}/auth/sign-out`, { refreshToken: `${session}.forged` });
  const next = await refresh(server, refreshToken);
  expect(next.status).toBe(200);
  await post(`${server.url}/auth/sign-out`, { refreshToken: next.body.refreshToken });
  expect((await refresh(server, next.body.refreshToken)).status).toBe(401);
});

test('health says that the server is alive, and which apps it goes with', async () => {
  const server = await testServer();
  const answer = await fetch(`${server.url}/health`);
  expect(await answer.json()).toEqual({
    ...{ status: 'ok', app: 'holdfast', version: expect.stringMatching(/^\d+\.\d+/) },
    protocol: { from: expect.any(Number), to: PROTOCOL_VERSION },
    schema: { from: expect.any(Number), to: SCHEMA_VERSION },
  });
});
