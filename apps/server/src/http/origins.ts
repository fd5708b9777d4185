import type { IncomingMessage } from 'node:http';

/**
 * Whether a request may come in by its origin. The desktop app and the command line send none;
 * a browser sends the page's, and only pages on the list are let in.
 */
export function isAllowedOrigin(request: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin } = request.headers;
  return origin === undefined || allowed.includes(origin);
}
