import type { FastifyInstance } from 'fastify';
import { type ApiRoutesOptions, answerRequest } from './api-routes.ts';

/** `GET /stats`: the request `server.stats`, for scripts. With an admin's access token. */
export function statsRoute(app: FastifyInstance, options: ApiRoutesOptions): void {
  app.get('/stats', (request) => answerRequest('server.stats', request, options));
}
