import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';
import type { Mail, Mailer } from './mailer.ts';

/** Whoever made a code waits for its mail, so a mail server has not long to answer. */
const TIMEOUT_MS = 10_000;

/** Hands mails to the mail server of the settings; nothing where none is set. */
export function createMailer({ mail }: Pick<Config, 'mail'>): Mailer | undefined {
  return mail === undefined ? undefined : new SmtpMailer(mail.smtpUrl, mail.from);
}

/** Speaks SMTP. Codes and the password for the mail server travel encrypted, but on this machine. */
class SmtpMailer implements Mailer {
  readonly #transport: ReturnType<typeof createTransport>;
  readonly #from: string;

  constructor(smtpUrl: string, from: string) {
    this.#from = from;
    this.#transport = createTransport({
      url: smtpUrl,
      // With smtps:// it is encrypted from the beginning; otherwise STARTTLS must come first.
      requireTLS: !isLoopback(new URL(smtpUrl).hostname),
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      // What a mail says is never read from a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send({ to, subject, text }: Mail): Promise<void> {
    // As an object an address is taken as it is, and cannot name several.
    await this.#transport.sendMail({ from: this.#from, to: { name: '', address: to }, subject, text });
  }
}

function isLoopback(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '');
  if (address === 'localhost' || address === '::1') return true;
  return isIP(address) === 4 && address.startsWith('127.');
}
