import type { IncomingMessage } from 'node:http';
import { type ErrorCode, HoldfastError, wireErrorSchema } from '@holdfast/shared/protocol/errors.ts';
import { z } from 'zod';
import { LineFault } from '../files/transfers/file-line.ts';
import { certificateFaultOf } from '../session/certificate-fault.ts';

const codes: Readonly<Record<number, ErrorCode>> = {
  401: 'TOKEN_EXPIRED',
  403: 'AUTHORIZATION_FAILED',
  404: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
  429: 'RATE_LIMIT_EXCEEDED',
  503: 'SERVER_BUSY',
  507: 'SERVER_BUSY',
};

/** What an answer says that is no success: in the server's words, or in ours where something else answered. */
export function faultOfAnswer(
  url: URL,
  { statusCode = 0, headers }: IncomingMessage,
  text: string,
): LineFault {
  const refused = z.object({ error: wireErrorSchema }).safeParse(parse(text));
  if (refused.success) return new LineFault(statusCode, refused.data.error);
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return new LineFault(statusCode, {
    code: codes[statusCode] ?? 'CONNECTION_ERROR',
    message: `${url.origin} answers, but not as a Holdfast server does. Check the address.`,
    ...(Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: Math.round(seconds * 1_000) } : {}),
  });
}

/** That there was no answer, not all of it, or one that nobody can read. */
export function faultOfLine({ host }: URL, cause: unknown): LineFault {
  if (cause instanceof LineFault) return cause;
  if (cause instanceof HoldfastError) return new LineFault(undefined, cause.toWire(), { cause });
  const fault = certificateFaultOf(cause);
  const message =
    fault === undefined
      ? 'The server cannot be reached.'
      : `The certificate of ${host} ${fault}, so nothing was sent there. Ask whoever runs Holdfast for you.`;
  return new LineFault(undefined, { code: 'CONNECTION_ERROR', message }, { cause: withoutCode(cause) });
}

/** A firewall that forbids a connection has the code of a disk that may not be written to; here it is none. */
function withoutCode(cause: unknown): unknown {
  const isOfConnecting = cause instanceof Error && 'syscall' in cause && cause.syscall === 'connect';
  return isOfConnecting ? new Error(cause.message) : cause;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
