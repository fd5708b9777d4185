import { expect, test } from 'vitest';
import { testServer } from '../test-support/test-server.ts';

const FORWARDED = { 'x-forwarded-for': '203.0.113.9' };
const SECURE = { ...FORWARDED, 'x-forwarded-proto': 'https' };
const PATHS = ['/health', '/auth/sign-in', '/nowhere', '/socket.io/?EIO=4&transport=polling'];

function askEach(url: string, headers: Record<string, string>): Promise<Response[]> {
  return Promise.all(PATHS.map((path) => fetch(`${url}${path}`, { headers })));
}

test('security item 21: what came from another machine without TLS is refused everywhere, by HTTP and by sockets', async () => {
  const { url } = await testServer({ HOLDFAST_TRUSTED_PROXIES: 'loopback' });
  const plain = await askEach(url, FORWARDED);
  expect(plain.map((answer) => answer.status)).toEqual([403, 403, 403, 403]);
  expect(await plain[0]?.json()).toMatchObject({ error: { code: 'AUTHORIZATION_FAILED', reason: 'plain' } });
  const secure = await askEach(url, SECURE);
  expect(secure.map((answer) => answer.status)).toEqual([200, 404, 404, 200]);
});

test('security item 21: plain requests are let in where the administrator allows them', async () => {
  const { url } = await testServer({ HOLDFAST_TRUSTED_PROXIES: 'loopback', HOLDFAST_ALLOW_PLAIN: 'yes' });
  const plain = await askEach(url, FORWARDED);
  expect(plain.map((answer) => answer.status)).toEqual([200, 404, 404, 200]);
});
