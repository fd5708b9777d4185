import { expect, test } from 'vitest';
import type { PostJson } from '../environment.ts';
import { askServer } from './ask-server.ts';
import { type KeptToken, TokenSource } from './tokens.ts';

interface Posted {
  readonly path: string;
  readonly body: unknown;
  readonly token: string | undefined;
}

const user = { id: 'ben', name: 'Ben', email: 'ben@example.org', role: 'agent' };
const ended = { code: 'AUTHENTICATION_FAILED', message: 'This sign-in has ended.', reason: 'ended' };

/** A server that answers as told, and a token source that keeps its tokens here. */
function setUp(answer: (posted: Posted, count: number) => { status: number; body: unknown } | Error) {
  const posted: Posted[] = [];
  const kept: KeptToken[] = [];
  const post: PostJson = async (url, body, token) => {
    posted.push({ path: new URL(url).pathname, body, token });
    const said = answer({ path: new URL(url).pathname, body, token }, posted.length);
    if (said instanceof Error) throw said;
    return said;
  };
  const open = (from: KeptToken | undefined) =>
    new TokenSource({
      post,
      server: 'https://server.test',
      kept: from,
      newAttempt: () => `attempt ${kept.length + 1}`,
      onRenewed: (token) => kept.push(token),
    });
  return { post, posted, kept, open };
}

const renewedBy = (count: number) => ({
  status: 200,
  body: { accessToken: `access ${count}`, refreshToken: `refresh ${count}`, user },
});

test('security item 36: each refresh token is kept with an attempt before it is used', async () => {
  const { posted, kept, open } = setUp((_posted, count) => renewedBy(count));
  const tokens = open({ refreshToken: 'refresh 0', attempt: 'attempt 0' });
  const first = await tokens.current();
  tokens.expire(first);
  await tokens.current();
  expect(kept).toEqual([
    { refreshToken: 'refresh 1', attempt: 'attempt 1' },
    { refreshToken: 'refresh 2', attempt: 'attempt 2' },
  ]);
  expect(posted.map(({ body }) => body)).toEqual([
    { refreshToken: 'refresh 0', attempt: 'attempt 0' },
    kept[0],
  ]);
});

test('security item 36: a use whose answer was lost is repeated with the same attempt, also after a crash', async () => {
  const { posted, kept, open } = setUp((_posted, count) =>
    count < 3 ? new Error('lost') : renewedBy(count),
  );
  const before = { refreshToken: 'refresh 0', attempt: 'attempt 0' };
  const tokens = open(before);
  await expect(tokens.current()).rejects.toMatchObject({ code: 'CONNECTION_ERROR' });
  await expect(tokens.current()).rejects.toMatchObject({ code: 'CONNECTION_ERROR' });
  await open(before).current();
  expect(posted.map(({ body }) => body)).toEqual([before, before, before]);
  expect(kept).toHaveLength(1);
});

test('two who need a token at once use the refresh token once', async () => {
  const { posted, open } = setUp((_posted, count) => renewedBy(count));
  const tokens = open({ refreshToken: 'refresh 0', attempt: 'attempt 0' });
  expect(await Promise.all([tokens.current(), tokens.current()])).toEqual(['access 1', 'access 1']);
  expect(posted).toHaveLength(1);
});

test('a token that ran out does not take a newer one with it', async () => {
  const { posted, open } = setUp((_posted, count) => renewedBy(count));
  const tokens = open({ refreshToken: 'refresh 0', attempt: 'attempt 0' });
  tokens.expire(await tokens.current());
  const second = await tokens.current();
  tokens.expire('access 1');
  expect(await tokens.current()).toBe(second);
  expect(posted).toHaveLength(2);
});

test('a request renews the token that has run out, once, and gives what the server says', async () => {
  const { post, posted, open } = setUp(({ path, token }, count) => {
    if (path === '/auth/refresh') return renewedBy(count);
    if (token !== 'access 3')
      return { status: 401, body: { error: { code: 'TOKEN_EXPIRED', message: 'Old.' } } };
    return { status: 200, body: { entries: 4, brokenAt: null } };
  });
  const tokens = open({ refreshToken: 'refresh 0', attempt: 'attempt 0' });
  expect(await askServer(post, 'https://server.test', tokens, 'audit.check', {})).toEqual({
    entries: 4,
    brokenAt: null,
  });
  expect(posted.map(({ path, token }) => [path, token])).toEqual([
    ['/auth/refresh', undefined],
    ['/api/audit.check', 'access 1'],
    ['/auth/refresh', undefined],
    ['/api/audit.check', 'access 3'],
  ]);
});

test.each([
  ['no.such.request', {}, 'INVALID_MESSAGE'],
  ['constructor', {}, 'INVALID_MESSAGE'],
  ['account.end-device', { id: 7 }, 'INVALID_MESSAGE'],
])('the request %s with %j is refused before anything is sent', async (name, params, code) => {
  const { post, posted, open } = setUp((_posted, count) => renewedBy(count));
  const asked = askServer(post, 'https://server.test', open(undefined), name, params);
  await expect(asked).rejects.toMatchObject({ code });
  expect(posted).toEqual([]);
});

test.each([
  [
    'the server’s own words',
    { status: 401, body: { error: ended } },
    { code: 'AUTHENTICATION_FAILED', details: { reason: 'ended' } },
  ],
  [
    'a page of something between',
    { status: 200, body: '<html>Log in to the hotel</html>' },
    { code: 'CONNECTION_ERROR' },
  ],
  ['no network', new Error('ENOTFOUND'), { code: 'CONNECTION_ERROR' }],
])('a request that meets %s says so', async (_what, answer, problem) => {
  const { post, open } = setUp(({ path }, count) => (path === '/auth/refresh' ? renewedBy(count) : answer));
  const tokens = open({ refreshToken: 'refresh 0', attempt: 'attempt 0' });
  const asked = askServer(post, 'https://server.test', tokens, 'account.devices', {});
  await expect(asked).rejects.toMatchObject(problem);
});
