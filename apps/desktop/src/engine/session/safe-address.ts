import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';

/**
 * Refuses to send anything over a line that everybody on the way can read: without TLS only this
 * machine itself is spoken to (security item 21).
 * @throws AUTHORIZATION_FAILED (`plain`)
 */
export function requireSafeAddress(address: string): void {
  const { protocol, hostname, host } = new URL(address);
  if (protocol === 'https:' || isLoopback(hostname)) return;
  throw new HoldfastError(
    'AUTHORIZATION_FAILED',
    `The address of ${host} begins with http://, so that others on the network could read what is sent. Use https://${host}.`,
    { reason: 'plain' },
  );
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
