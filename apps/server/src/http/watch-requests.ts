import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AnsweredRequest } from '../ops/metrics.ts';

/** Paths that are no route of ours would make as many names as somebody likes to try. */
const NO_ROUTE = 'none';

export interface WatchRequestsOptions {
  /** Is told of each request that was answered. */
  readonly onAnswered: (request: AnsweredRequest) => void;
  /** What takes longer gets a line in the log, in milliseconds. */
  readonly slowMs: number;
  /** Routes that take as long as the line of whoever asks. */
  readonly isByLine: (route: string) => boolean;
}

/** The pattern of a request's path; it holds nothing that the client wrote. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? NO_ROUTE;
}

/** Counts and measures requests; names them by an id that their lines in the log and their answer share. */
export function watchRequests(
  app: FastifyInstance,
  { onAnswered, slowMs, isByLine }: WatchRequestsOptions,
): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = routeOf(request);
    const method = route === NO_ROUTE ? 'any' : request.method;
    const milliseconds = reply.elapsedTime;
    onAnswered({ method, route, status: reply.statusCode, milliseconds });
    if (milliseconds >= slowMs && !isByLine(route))
      request.log.warn({ method, route, milliseconds }, 'a request was slow');
  });
}
