import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import type { StartOptions } from '../server-base.ts';
import { ask } from '../test-support/ask.ts';
import { type MailServer, mailServer } from '../test-support/mail-server.ts';
import { emailOf, post, type TestServer, testServer } from '../test-support/test-server.ts';

const GRACE = { email: 'grace@example.org', name: 'Grace', role: 'agent' } as const;
const CODE = /[0-9A-Z]{4}(-[0-9A-Z]{4}){4}/;

const mailing = (mails: Pick<MailServer, 'url'>, options: StartOptions = {}) =>
  testServer(
    {
      HOLDFAST_SMTP_URL: mails.url,
      HOLDFAST_MAIL_FROM: 'desk@example.org',
      HOLDFAST_PUBLIC_URL: 'https://desk.example.org',
    },
    options,
  );

const forgot = (server: TestServer, email: string) => post(`${server.url}/auth/forgot`, { email });

test('an invitation is mailed in plain words, with the server and the code', async () => {
  const mails = await mailServer();
  const server = await mailing(mails);
  const { accessToken } = await server.person('admin');
  const made = await ask(server.url, accessToken, 'invites.make', GRACE);
  expect(made.mailed).toBe(true);
  const [mail] = mails.mails;
  expect(mail).toMatchObject({ from: 'desk@example.org', to: [GRACE.email] });
  for (const words of ['Hello Grace', 'https://desk.example.org', made.code, 'I have a code']) {
    expect(mail?.raw).toContain(words);
  }
});

test('a mail that cannot be sent does not fail the making of the code', async () => {
  const server = await mailing({ url: 'smtp://127.0.0.1:1' });
  const { accessToken } = await server.person('admin');
  const made = await ask(server.url, accessToken, 'invites.make', GRACE);
  expect(made.mailed).toBe(false);
  expect((await post(`${server.url}/auth/code`, { code: made.code })).status).toBe(200);
});

test('a mail that is refused is told in the log, without the code and without the password for mail', async () => {
  const mails = await mailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (_, __, done) => done(new Error('not you')),
  });
  const lines: string[] = [];
  const log = pino({}, { write: (line) => lines.push(line) });
  const url = mails.url.replace('//', '//desk:only-for-mail@');
  const server = await mailing({ url }, { log });
  const { accessToken } = await server.person('admin');
  const { code, mailed } = await ask(server.url, accessToken, 'invites.make', GRACE);
  expect([mailed, mails.mails]).toEqual([false, []]);
  const text = lines.join('');
  expect(text).toContain('a mail was not sent');
  expect(text).not.toContain('only-for-mail');
  expect(text).not.toContain(Buffer.from('only-for-mail').toString('base64'));
  expect(text).not.toContain(code);
});

test('who forgot their password is mailed a code that sets a new one', async () => {
  const mails = await mailServer();
  const server = await mailing(mails);
  await server.person('agent');
  expect(await forgot(server, emailOf('agent').toUpperCase())).toEqual({ status: 200, body: {} });
  await vi.waitFor(() => expect(mails.mails).toHaveLength(1));
  expect(mails.mails[0]?.to).toEqual([emailOf('agent')]);
  const [code = ''] = mails.mails[0]?.raw.match(CODE) ?? [];
  const redeemed = { code, password: 'lighthouse plum gravel seven', device: 'laptop' };
  expect((await post(`${server.url}/auth/redeem`, redeemed)).body.user).toMatchObject({ name: 'agent' });
});

test('35: asking for a mail answers the same for everybody, and mails nobody who is not there', async () => {
  const mails = await mailServer();
  const server = await mailing(mails);
  await server.person('agent');
  const unknown = await forgot(server, 'nobody@example.org');
  expect(await forgot(server, emailOf('agent'))).toEqual(unknown);
  await server.stop();
  expect(mails.mails.map(({ to }) => to)).toEqual([[emailOf('agent')]]);
});

test('nobody is flooded with mails, and the answer does not tell', async () => {
  const mails = await mailServer();
  const server = await mailing(mails);
  await server.person('agent');
  for (let round = 0; round < 8; round += 1)
    expect((await forgot(server, emailOf('agent'))).status).toBe(200);
  await server.stop();
  expect(mails.mails).toHaveLength(3);
});

test('a stranger who asks for a mail does not take away the code that an admin gave', async () => {
  const mails = await mailServer();
  const server = await mailing(mails);
  const { accessToken } = await server.person('admin');
  const { user } = await server.person('agent');
  const given = await ask(server.url, accessToken, 'people.reset', { userId: user.id });
  await forgot(server, emailOf('agent'));
  await vi.waitFor(() => expect(mails.mails).toHaveLength(2));
  expect((await post(`${server.url}/auth/code`, { code: given.code })).status).toBe(200);
});

test('without a mail server asking for a mail answers the same', async () => {
  const server = await testServer();
  await server.person('agent');
  expect(await forgot(server, emailOf('agent'))).toEqual({ status: 200, body: {} });
});
