import { may, whoMay } from '@holdfast/shared/permissions.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { asRequestName, type RequestName, requests } from '@holdfast/shared/protocol/requests.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller, Handlers } from '../api/handlers.ts';
import type { Auditor } from '../audit/auditor.ts';
import type { CheckAccess } from '../auth/check-access.ts';

export interface ApiRoutesOptions {
  readonly handlers: Handlers;
  readonly checkAccess: CheckAccess;
  readonly auditor: Auditor;
}

/** `POST /api/<name>`: the requests of shared/src/protocol/requests.ts, each behind its permission. */
export function apiRoutes(app: FastifyInstance, options: ApiRoutesOptions): void {
  app.post<{ Params: { name: string } }>('/api/:name', async (request) => {
    const name = asRequestName(request.params.name);
    if (name === undefined) throw new HoldfastError('NOT_FOUND', 'The server does not know this request.');
    return answerRequest(name, request, options);
  });
}

/**
 * Answers a request by its name, for whoever the bearer token says.
 * @throws AUTHENTICATION_FAILED, TOKEN_EXPIRED, AUTHORIZATION_FAILED, and what the request itself throws
 */
export async function answerRequest(
  name: RequestName,
  request: FastifyRequest,
  options: ApiRoutesOptions,
): Promise<object> {
  const caller = await callerOf(request, options.checkAccess);
  refuseWhoMayNot(name, caller, options.auditor);
  const params = requests[name].request.parse(request.body ?? {});
  return answer(options.handlers, name, params, caller);
}

/** The access token of a request, from its `Authorization: Bearer` header. */
export function bearerOf(request: FastifyRequest): string {
  const [scheme, token] = request.headers.authorization?.split(' ') ?? [];
  if (scheme?.toLowerCase() === 'bearer' && token !== undefined && token !== '') return token;
  throw new HoldfastError('AUTHENTICATION_FAILED', 'Sign in first.');
}

async function callerOf(request: FastifyRequest, checkAccess: CheckAccess): Promise<Caller> {
  const { user, sessionId } = await checkAccess(bearerOf(request));
  return { user, sessionId, address: request.ip };
}

function refuseWhoMayNot(name: RequestName, { user, address }: Caller, auditor: Auditor): void {
  const { permission } = requests[name];
  if (may(user.role, permission, false)) return;
  auditor.refused({ kind: 'request-refused', actorId: user.id, subject: name, address });
  throw new HoldfastError('AUTHORIZATION_FAILED', `This is for ${whoMay(permission)}.`);
}

/** Each handler takes the parameters of its own name, which the type of a table cannot follow. */
function answer(handlers: Handlers, name: RequestName, params: unknown, caller: Caller): Promise<object> {
  const handle = handlers[name] as (params: unknown, caller: Caller) => Promise<object>;
  return handle(params, caller);
}
