import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { type FastifyBaseLogger, fastify, LogController } from 'fastify';
import { type ApiRoutesOptions, apiRoutes } from './api-routes.ts';
import { type AuthRoutesOptions, authRoutes } from './auth-routes.ts';
import { trustOf } from './client-address.ts';
import { answerErrors } from './http-errors.ts';
import { isAllowedOrigin } from './origins.ts';
import { createIsPlain, type PlainOptions, plainRefused } from './plain-http.ts';

/** No request of ours is larger; files will have their own way in. */
const BODY_BYTES = 64 * 1024;

export interface HttpAppOptions extends AuthRoutesOptions, ApiRoutesOptions, PlainOptions {
  readonly log: FastifyBaseLogger;
  readonly allowedOrigins: readonly string[];
}

/** The HTTP side of the server: sign-in and health. Socket.IO shares its port. */
export function createHttpApp(options: HttpAppOptions) {
  const app = fastify({
    loggerInstance: options.log,
    // One line for each refusal and failure is enough; requests that went well say nothing.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES,
    trustProxy: trustOf(options.trustedProxies),
    forceCloseConnections: true,
  });
  answerErrors(app);
  const isPlain = createIsPlain(options);
  app.addHook('onRequest', async (request) => {
    if (isPlain(request.raw)) throw plainRefused();
    if (isAllowedOrigin(request.raw, options.allowedOrigins)) return;
    throw new HoldfastError('AUTHORIZATION_FAILED', 'This page may not use the server.', {
      reason: 'origin',
    });
  });
  app.get('/health', async () => ({ status: 'ok' }));
  authRoutes(app, options);
  apiRoutes(app, options);
  return app;
}
