import {
  type ErrorCode,
  HoldfastError,
  toWireError,
  type WireError,
} from '@holdfast/shared/protocol/errors.ts';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import { knownError } from '../sync/busy.ts';
import { firstIssue } from '../sync/first-issue.ts';
import { routeOf } from './watch-requests.ts';

const statuses: Record<ErrorCode, number> = {
  AUTHENTICATION_FAILED: 401,
  TOKEN_EXPIRED: 401,
  AUTHORIZATION_FAILED: 403,
  RATE_LIMIT_EXCEEDED: 429,
  INVALID_ROOM: 400,
  INVALID_MESSAGE: 400,
  PAYLOAD_TOO_LARGE: 413,
  CONFLICT: 409,
  NOT_FOUND: 404,
  UPGRADE_REQUIRED: 426,
  SERVER_BUSY: 503,
  CONNECTION_ERROR: 502,
  UNKNOWN_ERROR: 500,
};

/** The HTTP status that fits an error of the contract. */
export function statusOf(code: ErrorCode): number {
  return statuses[code];
}

export interface ErrorOptions {
  /** Is told the code of each error that is answered. */
  readonly onError: (code: ErrorCode) => void;
}

/**
 * Answers every failed request with `{ error: { code, message, … } }` and the status that fits, and writes
 * one line for it. What the client wrote is not in that line, and neither is the message: it may repeat it.
 */
export function answerErrors(app: FastifyInstance, { onError }: ErrorOptions): void {
  const answer = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const known = toHoldfastError(error);
    const wire = toWireError(known ?? error);
    const about = { code: wire.code, reason: wire.reason, route: routeOf(request), address: request.ip };
    if (known === undefined) request.log.error({ ...about, err: error }, 'a request failed');
    else request.log.info(about, 'a request was refused');
    onError(wire.code);
    return sendError(reply, wire);
  };
  app.setErrorHandler(answer);
  app.setNotFoundHandler((request, reply) =>
    answer(
      new HoldfastError('NOT_FOUND', `There is nothing at ${request.method} ${pathOf(request.url)}.`),
      request,
      reply,
    ),
  );
}

function sendError(reply: FastifyReply, wire: WireError): FastifyReply {
  if (wire.retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(wire.retryAfterMs / 1000));
  return reply.code(statusOf(wire.code)).send({ error: wire });
}

/** What was wrong with the request, or nothing if the fault is ours. */
function toHoldfastError(error: unknown): HoldfastError | undefined {
  const known = knownError(error);
  if (known !== undefined) return known;
  if (error instanceof ZodError) return new HoldfastError('INVALID_MESSAGE', firstIssue(error));
  const status = (error as Partial<FastifyError>).statusCode;
  if (status === 413) return new HoldfastError('PAYLOAD_TOO_LARGE', 'The request is too large.');
  if (status !== undefined && status >= 400 && status < 500) {
    return new HoldfastError('INVALID_MESSAGE', 'The request is not well formed: send JSON.');
  }
  return undefined;
}

function pathOf(url: string): string {
  return url.split('?', 1)[0]?.slice(0, 100) ?? '';
}
