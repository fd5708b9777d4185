import type { CodeRecord } from '../store/records.ts';
import type { Mail } from './mailer.ts';

/** A code with what its mail tells. */
export interface MailedCode extends Pick<CodeRecord, 'kind' | 'email' | 'name' | 'expiresAt'> {
  readonly code: string;
  /** The address that apps connect to, if it is known. */
  readonly server: string | undefined;
}

/** The mail that brings somebody an invitation or a code for a new password. */
export function codeMail(mailed: MailedCode): Mail {
  const { kind, email: to, server } = mailed;
  const lines = [
    ...(kind === 'invite' ? invitation : reset),
    '',
    `  Server: ${server ?? 'ask your administrator for its address'}`,
    `  Code:   ${mailed.code}`,
    '',
    `In the app choose "I have a code". The code is good once, until ${untilText(mailed.expiresAt)}.`,
    '',
    kind === 'invite' ? 'If you expected no invitation, do nothing.' : unasked,
    '',
  ];
  const subject = kind === 'invite' ? 'Your invitation to Holdfast' : 'A new password for Holdfast';
  return { to, subject, text: `${greeting(mailed.name)}\n\n${lines.join('\n')}` };
}

const invitation = [
  'You are invited to Holdfast, where your team keeps its tickets, projects and conversations.',
  'Install the app and give it this:',
];

const reset = ['With this code you set a new password for Holdfast. All your devices are then signed out:'];

const unasked = 'If you did not ask for this, do nothing: your password stays as it is.';

/** A name in one line, so that it cannot pass for a part of the mail. */
function greeting(name: string): string {
  return `Hello ${name.replace(/\s+/g, ' ')},`;
}

/** `21 Nov 2026, 10:30 UTC`: a mail does not know its reader's time. */
function untilText(ms: number): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return `${format.format(ms)} UTC`;
}
