/**
 * The content security policy of the page: nothing runs that is not a file of ours, nothing is
 * fetched from anywhere (the engine's process talks to the server), and style elements need the
 * nonce of this load. Pictures, sound and film of attachments are blobs that the page made of bytes from the engine.
 */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data: blob:",
    'media-src blob:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The policy of every other file of ours: a worker takes the one that it was served with, not its page's. */
export const FILE_POLICY = "default-src 'none'; script-src 'self'";
