import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import type { FastifyInstance } from 'fastify';
import { bearerOf } from './api-routes.ts';
import { peerOf } from './client-address.ts';
import { isLoopback } from './plain-http.ts';

/** The type of Prometheus' text. */
const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** What proxies add: whoever comes through one is not on this machine. */
const proxyHeaders = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'forwarded',
  'via',
];

export interface MetricsRouteOptions {
  readonly readMetrics: () => Promise<string>;
  /** What others than this machine must send as bearer; without it they get nothing. */
  readonly metricsToken: string | undefined;
}

/** `GET /metrics` for Prometheus: for this machine, or with the token of `HOLDFAST_METRICS_TOKEN`. */
export function metricsRoute(app: FastifyInstance, { readMetrics, metricsToken }: MetricsRouteOptions): void {
  app.get('/metrics', async (request, reply) => {
    if (!isFromHere(request.raw) && !isToken(bearerOf(request), metricsToken)) {
      throw new HoldfastError('AUTHENTICATION_FAILED', 'Send the token of HOLDFAST_METRICS_TOKEN.');
    }
    return reply.type(CONTENT_TYPE).send(await readMetrics());
  });
}

/** A page in somebody's browser could have any name resolve to this machine: so the name asked for counts too. */
function isFromHere(request: IncomingMessage): boolean {
  const hostname = URL.parse(`http://${request.headers.host}`)?.hostname ?? '';
  const isLocalName = hostname === 'localhost' || isLoopback(hostname.replace(/^\[(.*)\]$/, '$1'));
  const isForwarded = proxyHeaders.some((name) => request.headers[name] !== undefined);
  return isLocalName && !isForwarded && isLoopback(peerOf(request));
}

/** Compares in the same time, whatever is wrong. */
function isToken(given: string, wanted: string | undefined): boolean {
  return wanted !== undefined && timingSafeEqual(hash(given), hash(wanted));
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
