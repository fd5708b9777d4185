import { expect, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { mailServer } from '../test-support/mail-server.ts';
import { createMailer } from './smtp-mailer.ts';

const mail = { to: 'ada@example.org', subject: 'A new password', text: 'Hello Ada,\n\nit is here: ÄÖ €\n' };

const mailerFor = (url: string) =>
  createMailer(loadConfig({ HOLDFAST_SMTP_URL: url, HOLDFAST_MAIL_FROM: 'desk@example.org' }));

test('without a mail server in the settings nothing is mailed', () => {
  expect(createMailer(loadConfig({}))).toBeUndefined();
});

test('a mail server is handed a mail as it was written', async () => {
  const server = await mailServer();
  await mailerFor(server.url)?.send(mail);
  expect(server.mails).toMatchObject([{ from: 'desk@example.org', to: ['ada@example.org'] }]);
  expect(server.mails[0]?.raw).toMatch(/^To: ada@example\.org\r$/m);
  expect(server.mails[0]?.raw).toMatch(/^Subject: A new password\r$/m);
  expect(server.mails[0]?.raw).toContain('=C3=84=C3=96 =E2=82=AC');
});

test('the name and the password for the mail server come from its address', async () => {
  const seen: unknown[] = [];
  const server = await mailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth({ username, password }, _, done) {
      seen.push([username, password]);
      done(null, { user: username });
    },
  });
  await mailerFor(server.url.replace('//', '//desk:s%40fe%3Apass@'))?.send(mail);
  expect(seen).toEqual([['desk', 's@fe:pass']]);
  expect(server.mails).toHaveLength(1);
});

test('a mail that is not taken rejects: refused, or nobody there', async () => {
  const server = await mailServer({ onRcptTo: (_, __, done) => done(new Error('no such mailbox')) });
  await expect(mailerFor(server.url)?.send(mail)).rejects.toThrow(/no such mailbox/);
  await expect(mailerFor('smtp://127.0.0.1:1')?.send(mail)).rejects.toThrow(/ECONNREFUSED/);
});

test('an address names one mailbox, whatever it holds', async () => {
  const server = await mailServer();
  const sent = mailerFor(server.url)?.send({ ...mail, to: 'ada@example.org, eve@example.org' });
  await sent?.catch(() => undefined);
  expect(server.mails.flatMap(({ to }) => to)).not.toContain('eve@example.org');
});

test('codes go to other machines encrypted only', async () => {
  // This machine again, by an address that does not look like it. The mail server speaks no TLS.
  const server = await mailServer();
  const elsewhere = `smtp://[::ffff:127.0.0.1]:${server.port}`;
  await expect(mailerFor(elsewhere)?.send(mail)).rejects.toThrow(/STARTTLS/i);
  expect(server.mails).toEqual([]);
});
