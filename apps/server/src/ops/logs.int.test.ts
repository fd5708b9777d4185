import { requests } from '@holdfast/shared/protocol/requests.ts';
import { signedInSchema } from '@holdfast/shared/protocol/sign-in.ts';
import { expect, test } from 'vitest';
import { withData } from '../cli/open-data.ts';
import { loadConfig } from '../config.ts';
import { readStore } from '../store/work.ts';
import { newTicket } from '../test-support/changes.ts';
import { RawClient, readyClient } from '../test-support/raw-client.ts';
import { serverProcess } from '../test-support/server-process.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { addPerson, emailOf, PASSWORD, post, signIn } from '../test-support/test-server.ts';

const SECRET = 'the signing secret of this server is long enough';
const METRICS_TOKEN = 'metrics-token-that-nobody-guesses';
const SMTP_PASSWORD = 'mail-password-of-nobody';
const TITLE = 'A title that only the desk should read';
const WRONG = 'not the right password at all';

/** A server process that logs all it can, with an admin. */
async function talkativeServer(more: Record<string, string> = {}) {
  const settings = {
    HOLDFAST_DATA: tempFolder(),
    HOLDFAST_SECRET: SECRET,
    HOLDFAST_METRICS_TOKEN: METRICS_TOKEN,
    HOLDFAST_LOG_LEVEL: 'trace',
    ...more,
  };
  await addPerson(loadConfig(settings), 'admin', 'admin');
  const server = await serverProcess(settings);
  return { server, config: loadConfig(settings) };
}

/** Asks with whatever headers and body, as somebody would who makes mistakes or means harm. */
async function ask(url: string, method: string, body?: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body }),
  });
  return response.text();
}

test('41: no secret and nothing that people wrote is in the log of a whole run, whatever went wrong in it', async () => {
  const { server, config } = await talkativeServer({
    // Nobody listens there, so that mails fail.
    HOLDFAST_SMTP_URL: `smtp://desk:${SMTP_PASSWORD}@127.0.0.1:1`,
    HOLDFAST_MAIL_FROM: 'desk@example.org',
  });
  const { url } = server;
  const signedIn = await signIn(url, emailOf('admin'));
  const bearer = { authorization: `Bearer ${signedIn.accessToken}` };
  await post(`${url}/auth/sign-in`, { email: emailOf('admin'), password: WRONG, device: 'x' });
  await post(`${url}/auth/sign-in`, { email: emailOf('admin'), password: [WRONG], device: 'x' });
  await ask(`${url}/auth/sign-in`, 'POST', `{"password":"${WRONG}",`);
  await ask(`${url}/auth/sign-in?password=${encodeURIComponent(WRONG)}`, 'GET');
  await ask(`${url}/${encodeURIComponent(WRONG)}`, 'GET', undefined, bearer);
  await ask(`${url}/metrics`, 'GET', undefined, { host: 'evil', authorization: `Bearer ${METRICS_TOKEN}` });
  await post(`${url}/auth/forgot`, { email: emailOf('admin') });
  const invite = await post(
    `${url}/api/invites.make`,
    { email: 'new@example.org', name: 'New', role: 'agent' },
    bearer,
  );
  const { code } = requests['invites.make'].response.parse(invite.body);
  await post(`${url}/auth/code`, { code });
  await post(`${url}/auth/redeem`, { code, password: 'short', device: 'x' });
  const made = await post(
    `${url}/api/tokens.make`,
    { name: 'Bot', events: ['ticket:created'], scopes: ['desk'] },
    bearer,
  );
  const { token } = requests['tokens.make'].response.parse(made.body);
  const refreshed = await post(`${url}/auth/refresh`, {
    refreshToken: signedIn.refreshToken,
    attempt: 'a'.repeat(32),
  });

  const client = await readyClient({ url, token: signedIn.accessToken });
  await client.change('ticket.create', newTicket({ title: TITLE }));
  await client.push([client.mutation('ticket.create', { title: TITLE })]);
  await client.send('sync:push', { password: WRONG, mutations: [{ title: TITLE }] });
  await client.send(TITLE, { token: signedIn.accessToken });
  await client.send('session:refresh', { token: `${signedIn.accessToken}x` });
  const forged = `${signedIn.accessToken.slice(0, -4)}AAAA`;
  await expect(new RawClient({ url, token: forged }).connected()).rejects.toBeDefined();
  await post(`${url}/auth/sign-out`, { refreshToken: refreshed.body.refreshToken });
  expect(await server.end('SIGTERM')).toBe(0);

  const log = JSON.stringify(server.lines);
  const hidden = { PASSWORD, WRONG, SECRET, METRICS_TOKEN, SMTP_PASSWORD, TITLE, code, token, forged };
  const { accessToken, refreshToken } = signedInSchema.parse(refreshed.body);
  const tokens = { accessToken, refreshToken, before: signedIn.accessToken, used: signedIn.refreshToken };
  for (const [name, secret] of Object.entries({ ...hidden, ...tokens })) {
    expect(secret.length, name).toBeGreaterThan(10);
    expect(log.includes(secret), `the log holds ${name}`).toBe(false);
    expect(log.includes(encodeURIComponent(secret)), `the log holds ${name}, encoded`).toBe(false);
  }
  const hash = await withData(config, ({ store }) =>
    store.read(() => readStore((tx) => tx.passwordHash(signedIn.user.id))),
  );
  expect(hash).toContain('argon2id');
  expect(log).not.toContain(hash);
});

test('one line for each connection and each refusal, found by the id of its socket or request', async () => {
  const { server } = await talkativeServer({ HOLDFAST_LOG_LEVEL: 'info' });
  const { accessToken } = await signIn(server.url, emailOf('admin'));
  const client = await readyClient({ url: server.url, token: accessToken });
  await client.send('sync:pull', { nonsense: true });
  const refused = await fetch(`${server.url}/api/server.stats`, { method: 'POST' });
  await expect(new RawClient({ url: server.url, token: 'forged' }).connected()).rejects.toBeDefined();
  await fetch(`${server.url}/%ZZ`);
  await server.end('SIGTERM');

  const lines = (msg: string) => server.lines.filter((line) => line.msg === msg);
  const socket = client.socket.id ?? lines('connected')[0]?.socket;
  expect(lines('connected')).toMatchObject([{ socket, user: expect.any(String), client: client.clientId }]);
  expect(lines('an event was refused')).toMatchObject([
    { socket, event: 'sync:pull', code: 'INVALID_MESSAGE' },
  ]);
  expect(lines('a request was refused')).toMatchObject([
    { reqId: refused.headers.get('x-request-id'), code: 'AUTHENTICATION_FAILED', route: '/api/:name' },
  ]);
  expect(lines('broken HTTP was refused')).toMatchObject([{ code: 'INVALID_MESSAGE', address: '127.0.0.1' }]);
  expect(lines('a connection was refused')).toMatchObject([
    { code: 'AUTHENTICATION_FAILED', address: '127.0.0.1' },
  ]);
});

test('a slow operation gets a line', async () => {
  const { server } = await talkativeServer({ HOLDFAST_LOG_LEVEL: 'info', HOLDFAST_SLOW_MS: '1' });
  const { accessToken } = await signIn(server.url, emailOf('admin'));
  const client = await readyClient({ url: server.url, token: accessToken });
  const mutations = Array.from({ length: 100 }, () => client.mutation('ticket.create', newTicket()));
  await client.push(mutations);
  await server.end('SIGTERM');
  const slow = (msg: string) => server.lines.filter((line) => line.msg === msg);
  const milliseconds = expect.any(Number);
  expect(slow('a request was slow')).toContainEqual(
    expect.objectContaining({ route: '/auth/sign-in', milliseconds, reqId: expect.any(String) }),
  );
  expect(slow('an event was slow')).toContainEqual(
    expect.objectContaining({ event: 'sync:push', milliseconds, socket: expect.any(String) }),
  );
  expect(slow('a commit was slow')).toContainEqual(expect.objectContaining({ mutations: 100, milliseconds }));
});
