import type { IncomingMessage } from 'node:http';
import { isIPv4 } from 'node:net';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { createClientAddressOf, peerOf, type Trust, trustOf } from './client-address.ts';

/** Whether what a request carries can be read on its way. */
export type IsPlain = (request: IncomingMessage) => boolean;

export interface PlainOptions {
  readonly trustedProxies: readonly string[];
  /** Lets requests from other machines in without TLS. */
  readonly allowPlain: boolean;
}

/**
 * Passwords and tokens must not travel readable between machines. A request is not plain if it comes by TLS,
 * stays on this machine, or a trusted proxy says that it came by TLS: then every protocol named in
 * `X-Forwarded-Proto` is https.
 */
export function createIsPlain({ trustedProxies, allowPlain }: PlainOptions): IsPlain {
  const trust = trustOf(trustedProxies);
  const clientAddressOf = createClientAddressOf(trust);
  return (request) => {
    if (allowPlain || 'encrypted' in request.socket) return false;
    // Both ends: a proxy on this machine forwards what came from elsewhere.
    const isLocal = isLoopback(peerOf(request)) && isLoopback(clientAddressOf(request));
    return !isLocal && !isMarkedSecure(request, trust);
  };
}

/** The error for a plain request from another machine. */
export function plainRefused(): HoldfastError {
  return new HoldfastError(
    'AUTHORIZATION_FAILED',
    'This server is reached over TLS only: use https://. A proxy in front of it must be one of HOLDFAST_TRUSTED_PROXIES and send X-Forwarded-Proto.',
    { reason: 'plain' },
  );
}

function isMarkedSecure(request: IncomingMessage, trust: Trust): boolean {
  if (!trust(peerOf(request), 0)) return false;
  const named = String(request.headers['x-forwarded-proto'] ?? '').split(',');
  return named.every((protocol) => protocol.trim().toLowerCase() === 'https');
}

/** Whether an address is of this machine itself. */
export function isLoopback(address: string): boolean {
  return address === '::1' || (isIPv4(address) && address.startsWith('127.'));
}
