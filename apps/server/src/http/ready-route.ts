import type { FastifyInstance } from 'fastify';
import type { Readiness } from '../ops/readiness.ts';

export interface ReadyRouteOptions {
  readonly readReadiness: () => Promise<Readiness>;
}

/** `GET /ready`: 200 while it serves; 503 while it starts, stops, or a part of it is down. */
export function readyRoute(app: FastifyInstance, { readReadiness }: ReadyRouteOptions): void {
  app.get('/ready', async (_request, reply) => {
    const readiness = await readReadiness();
    return reply
      .header('cache-control', 'no-store')
      .code(readiness.status === 'ready' ? 200 : 503)
      .send(readiness);
  });
}
