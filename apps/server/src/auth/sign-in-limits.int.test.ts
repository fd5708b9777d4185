import { expect, test } from 'vitest';
import { ask } from '../test-support/ask.ts';
import { auditOf } from '../test-support/read-audit.ts';
import { emailOf, PASSWORD, post, type TestServer, testServer } from '../test-support/test-server.ts';

/** Behind a proxy that is trusted, so that a test can come from several addresses. */
const PROXIED = { HOLDFAST_TRUSTED_PROXIES: 'loopback' };
const ROOMY = {
  HOLDFAST_SIGN_INS_PER_MINUTE: '1000',
  HOLDFAST_SIGN_INS_PER_MINUTE_PER_ADDRESS: '1000',
};

/** What the proxy says of where a request came from. */
const through = (address: string) => ({ 'x-forwarded-for': address, 'x-forwarded-proto': 'https' });

interface From {
  readonly address?: string;
  readonly email?: string;
}

const signIn = (server: TestServer, password: string, { address = '192.0.2.1', email }: From = {}) =>
  post(
    `${server.url}/auth/sign-in`,
    { email: email ?? emailOf('agent'), password, device: 'laptop' },
    through(address),
  );

async function statuses(count: number, run: () => Promise<{ status: number }>): Promise<number[]> {
  const seen: number[] = [];
  for (let round = 0; round < count; round += 1) seen.push((await run()).status);
  return seen;
}

test('sign-in is slowed down for an account and for an address, and says when to try again', async () => {
  const server = await testServer({
    HOLDFAST_SIGN_INS_PER_MINUTE: '2',
    HOLDFAST_SIGN_INS_PER_MINUTE_PER_ADDRESS: '4',
  });
  const wrong = (email: string) =>
    post(`${server.url}/auth/sign-in`, { email, password: 'not the password', device: 'laptop' });
  expect(await statuses(3, () => wrong(emailOf('agent')))).toEqual([401, 401, 429]);
  expect(await statuses(2, () => wrong('nobody@example.org'))).toEqual([401, 429]);
  const answer = await wrong(emailOf('agent'));
  expect(answer.body.error).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED', retryAfterMs: expect.any(Number) });
});

test('each wrong password doubles the wait for the next one, from wherever it is tried', async () => {
  let now = Date.now();
  const server = await testServer(
    { ...ROOMY, ...PROXIED, HOLDFAST_SIGN_IN_FAILURES: '3' },
    { now: () => now },
  );
  await server.person('agent');
  let place = 0;
  const guess = () => {
    place += 1;
    return signIn(server, 'not the password', { address: `198.51.100.${place}` });
  };
  expect(await statuses(3, guess)).toEqual([401, 401, 401]);
  for (const seconds of [1, 2, 4, 8]) {
    const refused = await guess();
    expect(refused.body.error).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED', retryAfterMs: seconds * 1000 });
    // Trying meanwhile does not lengthen it.
    expect((await guess()).body.error?.retryAfterMs).toBe(seconds * 1000);
    now += seconds * 1000;
    expect((await guess()).status).toBe(401);
  }
});

test('the answer says when to come back also in its header', async () => {
  const server = await testServer({ ...ROOMY, HOLDFAST_SIGN_IN_FAILURES: '1' });
  const request = { email: emailOf('agent'), password: 'not the password', device: 'laptop' };
  await post(`${server.url}/auth/sign-in`, request);
  const answer = await fetch(`${server.url}/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1']);
});

test('an address that tries many accounts has to wait, others do not', async () => {
  const settings = { ...ROOMY, ...PROXIED, HOLDFAST_SIGN_IN_FAILURES_PER_ADDRESS: '4' };
  const server = await testServer(settings);
  await server.person('agent');
  let tried = 0;
  const spray = () => {
    tried += 1;
    return signIn(server, 'not the password', { address: '203.0.113.9', email: `p${tried}@example.org` });
  };
  expect(await statuses(5, spray)).toEqual([401, 401, 401, 401, 429]);
  expect((await signIn(server, PASSWORD, { address: '192.0.2.1' })).status).toBe(200);
});

test('addresses of one IPv6 network count as one', async () => {
  const settings = { ...ROOMY, ...PROXIED, HOLDFAST_SIGN_IN_FAILURES_PER_ADDRESS: '4' };
  const server = await testServer(settings);
  let tried = 0;
  const spray = () => {
    tried += 1;
    return signIn(server, 'not it', { address: `2001:db8:1:2::${tried}`, email: `p${tried}@example.org` });
  };
  expect(await statuses(5, spray)).toEqual([401, 401, 401, 401, 429]);
});

test('strangers who guess do not lock out whoever signed in from their place before', async () => {
  const server = await testServer({ ...ROOMY, ...PROXIED, HOLDFAST_SIGN_IN_FAILURES: '2' });
  await server.person('agent');
  expect((await signIn(server, PASSWORD, { address: '192.0.2.1' })).status).toBe(200);
  const guess = () => signIn(server, 'not the password', { address: '203.0.113.9' });
  expect(await statuses(4, guess)).toEqual([401, 401, 429, 429]);
  expect((await signIn(server, PASSWORD, { address: '203.0.113.10' })).status).toBe(429);
  expect((await signIn(server, PASSWORD, { address: '192.0.2.1' })).status).toBe(200);
});

test('a right password ends the waiting of that account', async () => {
  const server = await testServer({ ...ROOMY, HOLDFAST_SIGN_IN_FAILURES: '3' });
  await server.person('agent');
  const guess = () => signIn(server, 'not the password');
  for (let round = 0; round < 3; round += 1) {
    expect(await statuses(2, guess)).toEqual([401, 401]);
    expect((await signIn(server, PASSWORD)).status).toBe(200);
  }
});

test('guesses sent all at once gain nothing', async () => {
  const server = await testServer({ ...ROOMY, HOLDFAST_SIGN_IN_FAILURES: '3' });
  await server.person('agent');
  const all = await Promise.all(Array.from({ length: 20 }, () => signIn(server, 'not the password')));
  expect(all.filter(({ status }) => status === 401)).toHaveLength(3);
});

test('guessing of codes is slowed down, and does not stop those who have one', async () => {
  const server = await testServer(PROXIED);
  const { accessToken } = await server.person('admin');
  const invite = { email: 'grace@example.org', name: 'Grace', role: 'staff' } as const;
  const { code } = await ask(server.url, accessToken, 'invites.make', invite);
  const look = (typed: string, address: string) =>
    post(`${server.url}/auth/code`, { code: typed }, through(address));
  const guess = () => look('0000-0000-0000-0000-0000', '203.0.113.9');
  expect((await statuses(11, guess)).slice(-2)).toEqual([404, 429]);
  expect(await statuses(12, () => look(code, '192.0.2.1'))).not.toContain(429);
  const redeemed = { code, password: PASSWORD, device: 'laptop' };
  const blocked = await post(`${server.url}/auth/redeem`, redeemed, through('203.0.113.9'));
  expect(blocked.status).toBe(429);
});

test('what goes wrong besides the code is no guess: a password that will not do', async () => {
  const server = await testServer();
  const { accessToken } = await server.person('admin');
  const invite = { email: 'grace@example.org', name: 'Grace', role: 'staff' } as const;
  const { code } = await ask(server.url, accessToken, 'invites.make', invite);
  const redeem = (password: string) =>
    post(`${server.url}/auth/redeem`, { code, password, device: 'laptop' });
  expect(new Set(await statuses(15, () => redeem('short')))).toEqual(new Set([400]));
  expect((await redeem(PASSWORD)).status).toBe(200);
});

test('the present password cannot be guessed on a device that is signed in', async () => {
  const server = await testServer({ ...ROOMY, HOLDFAST_SIGN_IN_FAILURES: '2' });
  const { accessToken } = await server.person('agent');
  const guess = () =>
    ask(server.url, accessToken, 'account.password', { current: 'not it', next: 'lighthouse plum gravel' });
  for (const code of ['AUTHENTICATION_FAILED', 'AUTHENTICATION_FAILED', 'RATE_LIMIT_EXCEEDED']) {
    await expect(guess()).rejects.toMatchObject({ code });
  }
});

test('41: refused sign-ins are audited, and guessing can be looked up; no password is in either', async () => {
  const server = await testServer({ ...ROOMY, HOLDFAST_SIGN_IN_FAILURES: '2' });
  const admin = await server.person('admin');
  await server.person('agent');
  await statuses(2, () => signIn(server, 'a guess that is wrong'));
  const { suspicions } = await ask(server.url, admin.accessToken, 'server.suspicions', {});
  expect(suspicions).toMatchObject([{ kind: 'sign-in-guessing', address: '127.0.0.1' }]);
  await server.stop();
  const entries = await auditOf(server.config);
  expect(entries.filter(({ kind }) => kind === 'sign-in-refused')).toMatchObject([{ address: '127.0.0.1' }]);
  expect(entries.map(({ kind, actorId }) => [kind, actorId])).toContainEqual(['sign-in', admin.user.id]);
  expect(JSON.stringify([entries, suspicions])).not.toMatch(/a guess that is wrong|correct horse/);
});
