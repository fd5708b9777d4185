import { pino } from 'pino';
import { Codes } from '../auth/codes.ts';
import type { Config } from '../config.ts';
import { createMailer } from '../mail/smtp-mailer.ts';
import type { OpenData } from './open-data.ts';
import type { Terminal } from './terminal.ts';

/** Invitations and resets, as commands make them: mailed where mail is set up; why that failed is told on standard error. */
export function codesOf({ store, queue, outside }: OpenData, config: Config, { err }: Terminal): Codes {
  const log = pino({ level: 'warn' }, err);
  return new Codes({ store, queue, outside, config, log, mailer: createMailer(config) });
}
