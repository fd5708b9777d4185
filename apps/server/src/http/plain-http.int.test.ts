import { expect, test } from 'vitest';
import { testServer } from '../test-support/test-server.ts';

const FORWARDED = { 'x-forwarded-for': '203.0.113.9' };
const SECURE = { ...FORWARDED, 'x-forwarded-proto': 'https' };
const PATHS = ['/stats', '/files/limits', '/auth/sign-in', '/nowhere'];
const SOCKETS = '/socket.io/?EIO=4&transport=polling';

function ask(url: string, paths: readonly string[], headers: Record<string, string>): Promise<Response[]> {
  return Promise.all(paths.map((path) => fetch(`${url}${path}`, { headers })));
}

test('security item 21: what came from another machine without TLS is refused, by HTTP and by sockets; only whether the server is alive may be asked', async () => {
  const { url } = await testServer({ HOLDFAST_TRUSTED_PROXIES: 'loopback' });
  const plain = await ask(url, [...PATHS, SOCKETS], FORWARDED);
  expect(plain.map((answer) => answer.status)).toEqual([403, 403, 403, 403, 403]);
  expect(await plain[0]?.json()).toMatchObject({ error: { code: 'AUTHORIZATION_FAILED', reason: 'plain' } });
  const [alive] = await ask(url, ['/health'], FORWARDED);
  expect(alive?.status).toBe(200);
  const secure = await ask(url, PATHS, SECURE);
  expect(secure.map((answer) => answer.status)).toEqual([401, 401, 404, 404]);
});

test('security item 21: plain requests are let in where the administrator allows them', async () => {
  const { url } = await testServer({ HOLDFAST_TRUSTED_PROXIES: 'loopback', HOLDFAST_ALLOW_PLAIN: 'yes' });
  const plain = await ask(url, PATHS, FORWARDED);
  expect(plain.map((answer) => answer.status)).toEqual([401, 401, 404, 404]);
});
