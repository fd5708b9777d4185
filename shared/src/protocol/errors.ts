import { z } from 'zod';

/** Every error code that may cross the wire. */
export const errorCodes = [
  'AUTHENTICATION_FAILED',
  'TOKEN_EXPIRED',
  'AUTHORIZATION_FAILED',
  'RATE_LIMIT_EXCEEDED',
  'INVALID_ROOM',
  'INVALID_MESSAGE',
  'PAYLOAD_TOO_LARGE',
  'CONFLICT',
  'NOT_FOUND',
  'UPGRADE_REQUIRED',
  'SERVER_BUSY',
  'CONNECTION_ERROR',
  'UNKNOWN_ERROR',
] as const;

export const wireErrorSchema = z.object({
  code: z.enum(errorCodes),
  /** Plain words for a person: what was wrong and what to do. */
  message: z.string(),
  /**
   * A machine-readable detail. With AUTHORIZATION_FAILED: `disabled`, `client`, `origin`, `plain`
   * (no TLS), `wipe` (an admin wants this device's data removed). With AUTHENTICATION_FAILED:
   * `ended` (this session was signed out). With RATE_LIMIT_EXCEEDED: `connections`, `rooms`,
   * `transfers`. With NOT_FOUND: `bytes` (the server does not have this file yet). With SERVER_BUSY:
   * `draining`, `storage`, `upload` (another process is at it). With CONFLICT on a push: `epoch`,
   * `client`, `seq`, `gap`; on a pull: `ahead`, where the client knows a cursor or an answer that the
   * server does not (S19). With CONFLICT in a result: `text-conflict` (S29), `undo` (S30). With
   * UPGRADE_REQUIRED: `client-too-old`, `server-too-old`, `away-too-long`. Of an upload also what is
   * said in files.ts.
   */
  reason: z.string().optional(),
  retryAfterMs: z.number().int().nonnegative().optional(),
  /** With CONFLICT on a push: the last sequence number that the server knows of this client. */
  lastSeq: z.number().int().nonnegative().optional(),
});

export type ErrorCode = (typeof errorCodes)[number];
export type WireError = z.infer<typeof wireErrorSchema>;

/**
 * The one error type that both sides throw and send. A rule or an effect throws it to refuse;
 * anything else that is thrown is a fault and becomes `UNKNOWN_ERROR`.
 */
export class HoldfastError extends Error {
  readonly code: ErrorCode;
  readonly details: Omit<WireError, 'code' | 'message'>;

  constructor(
    code: ErrorCode,
    message: string,
    details: Omit<WireError, 'code' | 'message'> & { cause?: unknown } = {},
  ) {
    const { cause, ...rest } = details;
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'HoldfastError';
    this.code = code;
    this.details = rest;
  }

  toWire(): WireError {
    return { code: this.code, message: this.message, ...this.details };
  }
}

/** Turns whatever was thrown into the error that may be sent: faults give no inner details away. */
export function toWireError(thrown: unknown): WireError {
  if (thrown instanceof HoldfastError) return thrown.toWire();
  return { code: 'UNKNOWN_ERROR', message: 'Something went wrong on the server. Nothing was changed.' };
}

/** The error for a row that is absent or that one may not see: both read the same (S2). */
export function notFound(what: string): HoldfastError {
  return new HoldfastError('NOT_FOUND', `This ${what} is not there, or you may not see it.`);
}

/** The error for something that this person may not do. */
export function notAllowed(message: string): HoldfastError {
  return new HoldfastError('AUTHORIZATION_FAILED', message);
}
