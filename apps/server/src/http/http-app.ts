import type { ServerOptions as TlsOptions } from 'node:https';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { ServerInfo } from '@holdfast/shared/protocol/server-info.ts';
import {
  PROTOCOL_FLOOR,
  PROTOCOL_VERSION,
  SCHEMA_FLOOR,
  SCHEMA_VERSION,
} from '@holdfast/shared/protocol/versions.ts';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify';
import type { Config } from '../config.ts';
import { serverVersion } from '../ops/server-version.ts';
import { guardPayload } from '../realtime/payload-guard.ts';
import { type ApiRoutesOptions, apiRoutes } from './api-routes.ts';
import { type AuthRoutesOptions, authRoutes } from './auth-routes.ts';
import { watchBodies } from './body-watch.ts';
import {
  answerBrokenAddress,
  answerBrokenLine,
  endLineAfterWish,
  isUpgradeForSockets,
} from './broken-requests.ts';
import { trustOf } from './client-address.ts';
import { carriesBytes, type FileRoutesOptions, fileRoutes, isUpload } from './file-routes.ts';
import { answerErrors, type ErrorOptions } from './http-errors.ts';
import { type MetricsRouteOptions, metricsRoute } from './metrics-route.ts';
import { isAllowedOrigin } from './origins.ts';
import { createIsPlain, plainRefused } from './plain-http.ts';
import { type ReadyRouteOptions, readyRoute } from './ready-route.ts';
import { statsRoute } from './stats-route.ts';
import { routeOf, type WatchRequestsOptions, watchRequests } from './watch-requests.ts';

/** No request of ours is larger; files have their own way in. */
const BODY_BYTES = 64 * 1024;

/** Who sends the head of a request more slowly than this only wants to hold its line; bodies are for BodyWatch. */
const HEADERS_TIMEOUT_MS = 60_000;

/** What whoever balances load asks, without TLS where it wants to. Nothing of it is a secret. */
const openRoutes: ReadonlySet<string> = new Set(['/health', '/ready']);

export interface HttpAppOptions extends Pick<WatchRequestsOptions, 'onAnswered'>, ErrorOptions {
  readonly log: FastifyBaseLogger;
  readonly config: Config;
  /** What it needs to speak TLS itself; nothing where a proxy does. */
  readonly tls: TlsOptions | null;
  /** A new id for each request. */
  readonly newRequestId: () => string;
}

/** The HTTP side of the server before it has routes. Socket.IO shares its port. */
export function createHttpApp(options: HttpAppOptions) {
  const { config, tls } = options;
  const lines = { shouldUpgradeCallback: isUpgradeForSockets, headersTimeout: HEADERS_TIMEOUT_MS };
  const servers = { http: lines, https: tls && { ...tls, ...lines } };
  const app = fastify({
    ...servers,
    loggerInstance: options.log,
    // One line for each refusal, failure and slow request is enough; what went well says nothing.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES,
    trustProxy: trustOf(config.trustedProxies),
    forceCloseConnections: true,
    genReqId: options.newRequestId,
    requestTimeout: 0,
    frameworkErrors: (error, request, reply) => {
      noteBroken(options, request.ip);
      answerBrokenAddress(error, request, reply);
    },
    clientErrorHandler: (error, socket) => {
      if (error.code !== 'ECONNRESET') noteBroken(options, socket.remoteAddress);
      answerBrokenLine(error, socket);
    },
  });
  watchRequests(app, { ...options, slowMs: config.slowMs, isByLine: carriesBytes });
  answerErrors(app, options);
  app.addHook('onRequest', endLineAfterWish);
  app.addHook('onRequest', createGuard(config));
  app.addHook('preValidation', async ({ body }) => guardPayload(body, BODY_BYTES));
  return app;
}

export type RouteOptions = AuthRoutesOptions &
  ApiRoutesOptions &
  ReadyRouteOptions &
  MetricsRouteOptions &
  FileRoutesOptions;

const serverInfo: ServerInfo = {
  status: 'ok',
  app: 'holdfast',
  version: serverVersion,
  protocol: { from: PROTOCOL_FLOOR, to: PROTOCOL_VERSION },
  schema: { from: SCHEMA_FLOOR, to: SCHEMA_VERSION },
};

/** Sign-in, requests, files, and what the server says of itself. Call it once Socket.IO shares the port. */
export function addRoutes(app: FastifyInstance, options: RouteOptions): void {
  watchBodies(app.server, { ...options, mayBeLong: isUpload });
  app.get('/health', async () => serverInfo);
  readyRoute(app, options);
  metricsRoute(app, options);
  statsRoute(app, options);
  authRoutes(app, options);
  apiRoutes(app, options);
  fileRoutes(app, options);
}

/** What is no HTTP never becomes a request whose refusal would be noted. */
function noteBroken({ log, onError }: HttpAppOptions, address: string | undefined): void {
  log.info({ code: 'INVALID_MESSAGE', address }, 'broken HTTP was refused');
  onError('INVALID_MESSAGE');
}

/** Refuses requests that came readable from another machine, and those of pages that are not on the list. */
function createGuard(config: Config): (request: FastifyRequest) => Promise<void> {
  const isPlain = createIsPlain(config);
  return async (request) => {
    if (!openRoutes.has(routeOf(request)) && isPlain(request.raw)) throw plainRefused();
    if (isAllowedOrigin(request.raw, config.allowedOrigins)) return;
    throw new HoldfastError('AUTHORIZATION_FAILED', 'This page may not use the server.', {
      reason: 'origin',
    });
  };
}
