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
  });
  await server.person('agent');
  const time = async (body: object) => {
    const started = performance.now();
    await signIn(server, { password: 'not the password', ...body });
    return performance.now() - started;
  };
  const times = { known: [] as number[], unknown: [] as number[] };
  await time({});
  await time({ email: 'nobody@example.org' });
  for (let round = 0; round < 15; round += 1) {
    times.known.push(await time({}));
    times.unknown.push(await time({ email: `nobody${round}@example.org` }));
  }
  const median = (all: number[]) => all.sort((left, right) => left - right)[7] ?? 0;
  // Without the decoy hash the ratio is below 0.2.
  const ratio = median(times.unknown) / median(times.known);
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

test('sign-in is slowed down for an account and for an address, and says when to try again', async () => {
  const server = await testServer({
    HOLDFAST_SIGN_INS_PER_MINUTE: '2',
    HOLDFAST_SIGN_INS_PER_MINUTE_PER_ADDRESS: '4',
  });
  const wrong = { password: 'not the password' };
  const statuses = async (body: object, count: number) => {
    const seen: number[] = [];
    for (let round = 0; round < count; round += 1) seen.push((await signIn(server, body)).status);
    return seen;
  };
  expect(await statuses(wrong, 3)).toEqual([401, 401, 429]);
  expect(await statuses({ ...wrong, email: 'nobody@example.org' }, 2)).toEqual([401, 429]);
  const answer = await signIn(server, {});
  expect(answer.body.error).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED', retryAfterMs: expect.any(Number) });
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

test('36: a refresh token rotates; the one before is good until the new one is used', async () => {
  const server = await testServer();
  const first = (await server.person('agent')).refreshToken;
  await refresh(server, first);
  // The answer was lost: the old one is used again.
  const second = (await refresh(server, first)).body.refreshToken;
  const third = await refresh(server, second);
  expect(third.status).toBe(200);
});

test('36: an older refresh token ends the whole session', async () => {
  const server = await testServer();
  const first = (await server.person('agent')).refreshToken;
  const second = (await refresh(server, first)).body.refreshToken;
  const third = (await refresh(server, second)).body.refreshToken;
  expect((await refresh(server, first)).status).toBe(401);
  expect((await refresh(server, third)).body.error).toMatchObject({ code: 'AUTHENTICATION_FAILED' });
});

test('36: of two that use one token at the same time, no more than one can go on', async () => {
  const server = await testServer();
  const first = (await server.person('agent')).refreshToken;
  const [a, b] = await Promise.all([refresh(server, first), refresh(server, first)]);
  expect([a.status, b.status]).toEqual([200, 200]);
  const nextOfA = await refresh(server, a.body.refreshToken);
  const nextOfB = await refresh(server, b.body.refreshToken);
  expect([nextOfA.status, nextOfB.status]).not.toEqual([200, 200]);
});

test('36: a session ends when it is unused for too long, and at its last day in any case', async () => {
  let now = Date.now();
  const settings = { HOLDFAST_REFRESH_TOKEN_SECONDS: '100', HOLDFAST_SESSION_SECONDS: '250' };
  const server = await testServer(settings, { now: () => now });
  let token = (await server.person('agent')).refreshToken;
  for (let round = 0; round < 2; round += 1) {
    now += 99_000;
    token = (await refresh(server, token)).body.refreshToken;
  }
  now += 60_000;
  expect((await refresh(server, token)).status).toBe(401);
  const idle = (await signIn(server, {})).body.refreshToken;
  now += 101_000;
  expect((await refresh(server, idle)).status).toBe(401);
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

test('health says that the server is alive', async () => {
  const server = await testServer();
  const answer = await fetch(`${server.url}/health`);
  expect(await answer.json()).toEqual({ status: 'ok' });
});
