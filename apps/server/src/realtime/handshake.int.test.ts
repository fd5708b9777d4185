import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { newTicket } from '../test-support/changes.ts';
import { RawClient, readyClient } from '../test-support/raw-client.ts';
import { emailOf, newId, post, testServer } from '../test-support/test-server.ts';

const SECRET = 'a secret that is long enough also for the algorithms that are not to be taken';

async function serverWithAgent(settings: Record<string, string> = {}, now?: () => number) {
  const options = now === undefined ? {} : { now };
  const server = await testServer({ HOLDFAST_SECRET: SECRET, ...settings }, options);
  return { server, agent: await server.person('agent') };
}

test('23: absent, garbled and forged tokens are refused', async () => {
  const { server, agent } = await serverWithAgent();
  const key = new TextEncoder().encode(SECRET);
  const claims = { sid: String(decodeJwt(agent.accessToken).sid) };
  const signed = (typ: string, audience: string, secret: Uint8Array, alg = 'HS256', sid = claims.sid) =>
    new SignJWT({ sid })
      .setProtectedHeader({ alg, typ })
      .setSubject(agent.user.id)
      .setIssuer('holdfast')
      .setAudience(audience)
      .setExpirationTime('1h')
      .sign(secret);
  const forged = [
    'garbage',
    `${agent.accessToken}x`,
    `${agent.accessToken.split('.').slice(0, 2).join('.')}.`,
    await signed('at+jwt', 'holdfast-sync', new TextEncoder().encode('x'.repeat(32))),
    await signed('JWT', 'holdfast-sync', key),
    await signed('at+jwt', 'another-service', key),
    await signed('at+jwt', 'holdfast-sync', key, 'HS512'),
    new UnsecuredJWT(claims)
      .setSubject(agent.user.id)
      .setIssuer('holdfast')
      .setAudience('holdfast-sync')
      .encode(),
    // Signed rightly, but for a session that there is not.
    await signed('at+jwt', 'holdfast-sync', key, 'HS256', newId()),
  ];
  for (const token of forged) {
    const refused = new RawClient({ url: server.url, token }).connected();
    await expect(refused, token).rejects.toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  }
  await new RawClient({ url: server.url, token: await signed('at+jwt', 'holdfast-sync', key) }).connected();
});

test('an access token that has run out is refused as such, so that the client renews it', async () => {
  let now = Date.now();
  const { server, agent } = await serverWithAgent({ HOLDFAST_ACCESS_TOKEN_SECONDS: '60' }, () => now);
  now += 61_000;
  const refused = new RawClient({ url: server.url, token: agent.accessToken }).connected();
  await expect(refused).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
  const renewed = await post(`${server.url}/auth/refresh`, { refreshToken: agent.refreshToken });
  await new RawClient({ url: server.url, token: renewed.body.accessToken }).connected();
});

test('after signing out, the access token lets nobody in any more', async () => {
  const { server, agent } = await serverWithAgent();
  await post(`${server.url}/auth/sign-out`, { refreshToken: agent.refreshToken });
  const refused = new RawClient({ url: server.url, token: agent.accessToken }).connected();
  await expect(refused).rejects.toMatchObject({ code: 'AUTHENTICATION_FAILED' });
});

test.each([
  ['no clientId', { clientId: undefined }, 'INVALID_MESSAGE'],
  ['a clientId that is none', { clientId: '../../etc' }, 'INVALID_MESSAGE'],
  ['no token', { token: undefined }, 'INVALID_MESSAGE'],
  ['a token that is no text', { token: { $gt: '' } }, 'INVALID_MESSAGE'],
  ['a huge token', { token: 'x'.repeat(100_000) }, 'PAYLOAD_TOO_LARGE'],
  ['an old protocol', { protocol: 0 }, 'INVALID_MESSAGE'],
  ['a newer protocol', { protocol: 99 }, 'UPGRADE_REQUIRED'],
  ['a newer schema', { schema: 99 }, 'UPGRADE_REQUIRED'],
])('a handshake with %s is refused with %s', async (_, auth, code) => {
  const { server, agent } = await serverWithAgent();
  const refused = new RawClient({ url: server.url, token: agent.accessToken, auth }).connected();
  await expect(refused).rejects.toMatchObject({ code });
});

test('22: a page of an origin that is not on the list is refused, on the socket and over HTTP', async () => {
  const { server, agent } = await serverWithAgent({ HOLDFAST_ALLOWED_ORIGINS: 'https://desk.example.org' });
  const from = (origin: string) =>
    new RawClient({
      url: server.url,
      token: agent.accessToken,
      socket: { extraHeaders: { origin } },
    }).connected();
  await expect(from('https://evil.example.org')).rejects.toThrow('websocket error');
  await from('https://desk.example.org');
  const polled = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, {
    headers: { origin: 'https://evil.example.org' },
  });
  expect(polled.status).toBe(403);
  const signIn = { email: emailOf('agent'), password: 'x', device: 'page' };
  const posted = await post(`${server.url}/auth/sign-in`, signIn, { origin: 'https://evil.example.org' });
  expect(posted).toMatchObject({
    status: 403,
    body: { error: { code: 'AUTHORIZATION_FAILED', reason: 'origin' } },
  });
});

test('29: a person has no more connections than allowed; a lost one of the same copy gives way', async () => {
  const { server, agent } = await serverWithAgent({ HOLDFAST_MAX_CONNECTIONS_PER_USER: '2' });
  const connect = (clientId: string) =>
    new RawClient({ url: server.url, token: agent.accessToken, clientId }).connected();
  const [first, second] = [newId(), newId()];
  const lost = await connect(first);
  await connect(second);
  await expect(connect(newId())).rejects.toMatchObject({
    code: 'RATE_LIMIT_EXCEEDED',
    reason: 'connections',
  });
  const back = await connect(first);
  expect(back.socket.connected).toBe(true);
  expect(lost.socket.connected).toBe(false);
});

test('29: a server that is full says when to come back', async () => {
  const { server, agent } = await serverWithAgent({ HOLDFAST_MAX_CONNECTIONS: '1' });
  await new RawClient({ url: server.url, token: agent.accessToken }).connected();
  const refused = new RawClient({ url: server.url, token: agent.accessToken }).connected();
  await expect(refused).rejects.toMatchObject({ code: 'SERVER_BUSY', retryAfterMs: expect.any(Number) });
});

test('over long-polling alone everything works: push, pull and delta', async () => {
  const { server, agent } = await serverWithAgent();
  const staff = await server.person('staff');
  const socket = { transports: ['polling'], upgrade: false };
  const a = await readyClient({ url: server.url, token: agent.accessToken, socket });
  const b = await readyClient({ url: server.url, token: staff.accessToken, socket });
  const ticket = newTicket({ assigneeId: staff.user.id });
  const { result } = await a.change('ticket.create', ticket);
  const delta = await b.delta((candidate) => candidate.version === result.version);
  expect(delta.rows.some((row) => row.id === ticket.id)).toBe(true);
  expect((await b.pull()).rows.some((row) => row.id === ticket.id)).toBe(true);
  expect(a.socket.io.engine.transport.name).toBe('polling');
});
