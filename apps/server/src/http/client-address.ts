import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddr from 'proxy-addr';

/** Whether what this address says about others is believed. `hop` counts from the server outwards. */
export type Trust = (address: string, hop: number) => boolean;

/** The address of the machine that a request comes from, past the proxies that are trusted. */
export type ClientAddressOf = (request: IncomingMessage) => string;

/** What an address reads as when its line is gone already. */
const UNKNOWN = 'unknown';

/** `HOLDFAST_TRUSTED_PROXIES` as a question: addresses, networks such as `10.0.0.0/8`, and `loopback`. */
export function trustOf(trustedProxies: readonly string[]): Trust {
  return proxyAddr.compile([...trustedProxies]);
}

/**
 * Reads `X-Forwarded-For` from its end, as far as trusted proxies wrote it: what stands before was
 * written by the client itself and is not believed. HTTP and sockets share this one function, so that
 * limits, logs and the audit log name a client alike.
 */
export function createClientAddressOf(trust: Trust): ClientAddressOf {
  return (request) => {
    const peer = peerOf(request);
    const address = proxyAddr(request, trust);
    return isIP(address) === 0 ? peer : unmapped(address);
  };
}

/** The address of the other end of the line itself: a client or the nearest proxy. */
export function peerOf(request: IncomingMessage): string {
  return unmapped(request.socket.remoteAddress ?? UNKNOWN);
}

/** A server that listens on `::` sees 192.0.2.1 as ::ffff:192.0.2.1. */
function unmapped(address: string): string {
  const [, ipv4] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  return ipv4 ?? address;
}
