import { type ErrorCode, HoldfastError, toWireError } from '@holdfast/shared/protocol/errors.ts';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { ZodError } from 'zod';
import { knownError } from '../sync/busy.ts';
import { firstIssue } from '../sync/first-issue.ts';

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

/** Answers every failed request with `{ error: { code, message, … } }` and the status that fits. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const known = toHoldfastError(error);
    if (known === undefined) request.log.error({ err: error }, 'a request failed');
    return sendError(reply, known ?? error);
  });
  app.setNotFoundHandler((request, reply) =>
    sendError(
      reply,
      new HoldfastError('NOT_FOUND', `There is nothing at ${request.method} ${pathOf(request.url)}.`),
    ),
  );
}

function sendError(reply: FastifyReply, error: unknown): FastifyReply {
  const wire = toWireError(error);
  if (wire.retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(wire.retryAfterMs / 1000));
  return reply.code(statuses[wire.code]).send({ error: wire });
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
