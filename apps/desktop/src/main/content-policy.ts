/**
 * The content security policy of the page: nothing runs that is not a file of ours, nothing is
 * fetched from anywhere (the engine's process talks to the server), and style elements need the
 * nonce of this load.
 */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
