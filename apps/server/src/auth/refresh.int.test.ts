import { expect, test } from 'vitest';
import { withData } from '../cli/open-data.ts';
import { readStore } from '../store/work.ts';
import { askRaw } from '../test-support/ask.ts';
import { auditKindsOf } from '../test-support/read-audit.ts';
import {
  emailOf,
  newId,
  PASSWORD,
  post,
  signIn,
  type TestServer,
  testServer,
} from '../test-support/test-server.ts';
import { hashToken } from './refresh-token.ts';

const refresh = (server: TestServer, refreshToken: string, attempt?: string) =>
  post(`${server.url}/auth/refresh`, { refreshToken, ...(attempt && { attempt }) });

const isIn = async (server: TestServer, accessToken: string) =>
  (await askRaw(server.url, accessToken, 'account.devices', {})).status === 200;

test('36: a refresh token is good once: used again it ends the session, and all its tokens with it', async () => {
  const server = await testServer();
  const first = await server.person('agent');
  const second = (await refresh(server, first.refreshToken)).body;
  expect(await isIn(server, second.accessToken)).toBe(true);
  const again = await refresh(server, first.refreshToken);
  expect(again).toMatchObject({ status: 401, body: { error: { reason: 'ended' } } });
  expect((await refresh(server, second.refreshToken)).status).toBe(401);
  expect(await isIn(server, second.accessToken)).toBe(false);
  expect(await auditKindsOf(server.config)).toContain('device-ended');
});

test('36: a much older refresh token ends the session too', async () => {
  const server = await testServer();
  const first = (await server.person('agent')).refreshToken;
  const second = (await refresh(server, first, newId())).body.refreshToken;
  const third = (await refresh(server, second, newId())).body.refreshToken;
  expect((await refresh(server, first, newId())).status).toBe(401);
  expect((await refresh(server, third, newId())).status).toBe(401);
});

test('36: one person’s other sessions go on when one was ended by a copied token', async () => {
  const server = await testServer();
  const copied = await server.person('agent');
  const other = await signIn(server.url, emailOf('agent'));
  await refresh(server, copied.refreshToken);
  await refresh(server, copied.refreshToken);
  expect((await refresh(server, other.refreshToken)).status).toBe(200);
});

test('36: the same attempt gets the same answer again, as often as it is lost', async () => {
  const server = await testServer();
  const first = (await server.person('agent')).refreshToken;
  const attempt = newId();
  const answers = [
    await refresh(server, first, attempt),
    await refresh(server, first, attempt),
    await refresh(server, first, attempt),
  ];
  expect(new Set(answers.map(({ body }) => body.refreshToken)).size).toBe(1);
  const next = await refresh(server, answers[0]?.body.refreshToken ?? '', newId());
  expect(next.status).toBe(200);
  // Once the answer was used it has arrived: whoever repeats the attempt now has copied it.
  expect((await refresh(server, first, attempt)).status).toBe(401);
  expect((await refresh(server, next.body.refreshToken, newId())).status).toBe(401);
});

test('36: race: of two that use one token at the same time, none can go on', async () => {
  const server = await testServer();
  const first = (await server.person('agent')).refreshToken;
  const both = await Promise.all([refresh(server, first, newId()), refresh(server, first, newId())]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
  const winner = both.find(({ status }) => status === 200)?.body.refreshToken ?? '';
  expect((await refresh(server, winner, newId())).status).toBe(401);
});

test('36: race: the same attempt sent many times at once gets one answer', async () => {
  const server = await testServer();
  const first = (await server.person('agent')).refreshToken;
  const attempt = newId();
  const all = await Promise.all(Array.from({ length: 8 }, () => refresh(server, first, attempt)));
  expect(all.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
  expect(new Set(all.map(({ body }) => body.refreshToken)).size).toBe(1);
});

test('a forged refresh token ends nothing, even if it names the session', async () => {
  const server = await testServer();
  const { refreshToken } = await server.person('agent');
  const [session, bytes, seal] = refreshToken.split('.');
  const forged = [
    `${session}.forged`,
    `${session}.${bytes}`,
    `${session}.AAAA${bytes?.slice(4)}.${seal}`,
    '',
    '.',
  ];
  for (const token of forged) expect((await refresh(server, token)).status, token).not.toBe(200);
  expect((await refresh(server, refreshToken)).status).toBe(200);
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
  const idle = (await signIn(server.url, emailOf('agent'))).refreshToken;
  now += 101_000;
  expect((await refresh(server, idle)).status).toBe(401);
});

test('the server keeps hashes of tokens only', async () => {
  const server = await testServer();
  const { user, refreshToken } = await server.person('agent');
  const sessions = await withData(server.config, ({ store }) =>
    store.read(() => readStore((tx) => tx.deviceSessionsOf(user.id))),
  );
  expect(sessions.map(({ tokenHash }) => tokenHash)).toEqual([hashToken(refreshToken)]);
  expect(JSON.stringify(sessions)).not.toContain(refreshToken.split('.')[1]);
  expect(JSON.stringify(sessions)).not.toContain(PASSWORD);
});
